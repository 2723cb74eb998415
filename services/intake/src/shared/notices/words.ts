import type { NoticeState } from '../../domain/notice.js';
import {
  type CodeUse,
  codeNotice,
  contactNotice,
  digestNotice,
  type NoticeText,
  opinionNotice,
  reminderNotice,
  signedNotice,
  slipNotice,
  stepNotice,
} from '../../domain/notices.js';
import { timelineText } from '../../domain/timeline.js';
import { queryCodeOf } from '../../query-code.js';
import type { AppealDocument } from '../../subject.js';
import type { Tools } from '../../tools.js';
import { codeOfRepresentative } from '../group-members.js';
import { codeOfSpeaker } from '../speaker.js';
import { newTurns, waitingFor } from './waiting.js';

type Due = NonNullable<NoticeState['due']>;

/** The query code that is the recipient's now. */
const codeFor = ({ lookupSecret }: Tools, { _id, state }: AppealDocument, { role, personId }: Due['recipient']): string => {
  if (role === 'SPEAKER') return codeOfSpeaker(lookupSecret, _id);
  return state.submitted?.petitioner.personId === personId
    ? queryCodeOf(lookupSecret, _id, state.codeGeneration)
    : codeOfRepresentative(lookupSecret, personId, state.representativeGenerations[personId]);
};

const aboutCase = (tools: Tools, appeal: AppealDocument, due: Due): NoticeText | null => {
  const unifiedCode = appeal.state.submitted?.unifiedCode ?? '';
  switch (due.kind) {
    case 'CODES':
      return codeNotice({ unifiedCode, queryCode: codeFor(tools, appeal, due.recipient) });
    case 'CODE_USED':
      return due.about === 'SLIP' ? slipNotice(unifiedCode) : signedNotice(unifiedCode, due.about as CodeUse);
    case 'CONTACT_CORRECTED':
      return contactNotice(unifiedCode);
    default: {
      const step = timelineText(due.about ?? '');
      return step && stepNotice(unifiedCode, step);
    }
  }
};

/** What the notice says if it is sent now; null where there is nothing left to say. */
export const wordsOf = async (tools: Tools, appeal: AppealDocument | null, due: Due): Promise<NoticeText | null> => {
  if (due.about === 'OPINION') return opinionNotice;
  if (appeal !== null) return aboutCase(tools, appeal, due);
  const { personId } = due.recipient;
  if (due.kind === 'DIGEST') {
    const waiting = await waitingFor(tools, personId);
    return waiting.mine === 0 ? null : digestNotice(waiting);
  }
  const count = await newTurns(tools, personId, { since: due.about ?? due.at, until: due.at });
  return count === 0 ? null : reminderNotice(count);
};
