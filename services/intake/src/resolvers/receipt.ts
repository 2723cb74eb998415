import { dayInShanghai } from '@daqidi/calendar';
import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import type { CodeDelivery, ReplaceQueryCodeInput, SubmitAppealInput } from '../generated/schema.js';
import { checkDetails, doubtOf } from '../petitioner-details.js';
import { queryCodeOf } from '../query-code.js';
import { telephoneOfPerson } from '../shared/kept-details.js';
import { knownAs } from '../shared/known-as.js';
import { codeOfSpeaker } from '../shared/speaker.js';
import type { AppealDocument } from '../subject.js';
import { warningsOf } from './warnings.js';

/** How the petitioner gets his code; null where there is none who could. */
const deliveryOf = ({ state }: AppealDocument, { principal }: Context, telephone: string | null): CodeDelivery | null => {
  if (principal.kind === 'PETITIONER' || principal.kind === 'ANONYMOUS') return 'SHOWN';
  if (state.submitted?.petitioner.kind === 'NONE') return null;
  return telephone === null ? 'SLIP' : 'TELEPHONE';
};

/** Where the code went that replaces another: never to whoever asked for it. */
export const replacedFor = async (
  { document }: Outcome<AppealDocument>,
  { tools }: Context,
  input: Pick<ReplaceQueryCodeInput, 'appealId' | 'telephone' | 'identityNumber'>,
) => {
  const person = await knownAs(tools, input);
  const telephone = person === null ? null : await telephoneOfPerson(tools, document, person);
  return { appeal: document, delivery: telephone === null ? ('SLIP' as const) : ('TELEPHONE' as const) };
};

/**
 * What whoever handed it in takes away. The query code is shown to the petitioner and to nobody else, retries included; who speaks for him is
 * shown his own.
 */
export const receiptFor = (
  { document }: Outcome<AppealDocument>,
  context: Context,
  input: Pick<SubmitAppealInput, 'petitioner'>,
) => {
  const { unifiedCode = '', receivedAt = '' } = document.state.submitted ?? {};
  const details = checkDetails(input.petitioner);
  const delivery = deliveryOf(document, context, details?.telephone ?? null);
  const { lookupSecret } = context.tools;
  const own = () =>
    document.state.submitted?.speaker === undefined
      ? queryCodeOf(lookupSecret, document._id, document.state.codeGeneration)
      : codeOfSpeaker(lookupSecret, document._id);
  const queryCode = delivery === 'SHOWN' ? own() : null;
  return {
    appeal: document,
    receipt: { unifiedCode, queryCode, delivery, receivedAt },
    warnings: warningsOf(doubtOf(details, dayInShanghai(receivedAt))),
  };
};
