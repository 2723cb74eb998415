import type { EventEnvelope } from '@daqidi/events';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { NoticeChannel } from '@daqidi/service';
import type { AppealDocument } from '../../subject.js';
import type { Tools } from '../../tools.js';
import { overseerOf } from '../overseers.js';
import { barNotices } from './bar-notices.js';
import { afterQuietHours } from './quiet-hours.js';
import { channelFor, reaches, reachOf } from './reach.js';

export interface Telling extends Pick<IntakeNoticeDueV1, 'kind' | 'about' | 'recipient'> {
  /** Printed where he stands if he has no telephone, at any hour: his codes. */
  readonly atOnce?: boolean;
}

const preferenceOf = ({ state }: AppealDocument, personId: string) => state.contactPreferences[personId] ?? null;

/** By which channel; null where nothing reaches him, or he does not want it. */
const channelOf = async (tools: Tools, appeal: AppealDocument, telling: Telling): Promise<NoticeChannel | null> => {
  const { kind, recipient, atOnce } = telling;
  const reach = await reachOf(tools, appeal, recipient);
  if (atOnce) return reaches('SMS', reach) ? 'SMS' : 'SLIP';
  const wanted = preferenceOf(appeal, recipient.personId);
  if (kind !== 'STEP') return reaches('SMS', reach) ? 'SMS' : null;
  return wanted === 'NONE' ? null : channelFor(reach, wanted, telling.about ?? '');
};

/** Tells somebody who has to do with an appeal what this event is to him: once, however often it is heard. */
export const tell = async (tools: Tools, event: EventEnvelope, appeal: AppealDocument, telling: Telling): Promise<void> => {
  const { model, directory, clock } = tools;
  const { kind, about, recipient } = telling;
  const moment = Date.parse(event.time);
  const noticeId = timeOrderedId(moment, derivedId('notice', event.id, recipient.role, recipient.personId));
  const known = await model.notices.collection.byId(noticeId);
  const channel = known === null ? await channelOf(tools, appeal, telling) : (known.state.due?.channel ?? null);
  if (channel === null) return;
  const now = clock.now();
  const isUrgent = telling.atOnce === true || kind !== 'STEP';
  const notBefore = new Date(isUrgent ? now : afterQuietHours(now, directory.policy(now))).toISOString();
  await model.notices.react(noticeId, event, {
    learn: (facts) => ({ ...facts, barred: [...appeal.barred] }),
    decide: ({ due }) =>
      due !== null
        ? []
        : [
            {
              type: 'NoticeDue',
              v: 1,
              data: { noticeId, kind, about, appealId: appeal._id, recipient, channel, notBefore, overseer: overseerOf(false) },
            },
          ],
  });
  await barNotices(model, appeal._id);
};
