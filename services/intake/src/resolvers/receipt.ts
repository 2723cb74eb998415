import { dayInShanghai } from '@daqidi/calendar';
import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import type { SubmitAppealInput } from '../generated/schema.js';
import { checkDetails, doubtOf } from '../petitioner-details.js';
import { queryCodeOf } from '../query-code.js';
import type { AppealDocument } from '../subject.js';
import { warningsOf } from './warnings.js';

/** What whoever handed it in takes away; the query code is shown here and nowhere else. */
export const receiptFor = ({ document }: Outcome<AppealDocument>, { tools }: Context, input: SubmitAppealInput) => {
  const { unifiedCode = '', receivedAt = '' } = document.state.submitted ?? {};
  return {
    appeal: document,
    receipt: { unifiedCode, queryCode: queryCodeOf(tools.lookupSecret, document._id), receivedAt },
    warnings: warningsOf(doubtOf(checkDetails(input.petitioner), dayInShanghai(receivedAt))),
  };
};
