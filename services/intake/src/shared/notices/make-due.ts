import type { EventEnvelope } from '@daqidi/events';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { AppealDocument } from '../../subject.js';
import type { Tools } from '../../tools.js';
import { barNotices } from './bar-notices.js';

/** Of what this event is to somebody: the same however often it is heard. */
export const noticeIdOf = (
  { id, time }: EventEnvelope,
  { role, personId }: Pick<IntakeNoticeDueV1['recipient'], 'role' | 'personId'>,
): string => timeOrderedId(Date.parse(time), derivedId('notice', id, role, personId));

/** Makes a notice that has to do with an appeal, once; from its birth on nobody who is barred from that sees it. */
export const makeDue = async (
  { model }: Pick<Tools, 'model'>,
  event: EventEnvelope,
  appeal: AppealDocument,
  data: IntakeNoticeDueV1,
): Promise<void> => {
  await model.notices.react(data.noticeId, event, {
    learn: (facts) => ({ ...facts, barred: [...appeal.barred] }),
    decide: ({ due }) => (due === null ? [{ type: 'NoticeDue', v: 1, data }] : []),
  });
  await barNotices(model, appeal._id);
};
