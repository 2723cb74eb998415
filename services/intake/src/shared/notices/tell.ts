import type { EventEnvelope } from '@daqidi/events';
import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { NoticeChannel } from '@daqidi/service';
import type { AppealDocument } from '../../subject.js';
import type { Tools } from '../../tools.js';
import { makeDue, noticeIdOf } from './make-due.js';
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
  const { directory, clock } = tools;
  const { kind, about, recipient, atOnce = kind !== 'STEP' } = telling;
  const channel = await channelOf(tools, appeal, telling);
  if (channel === null) return;
  const now = clock.now();
  const notBefore = new Date(atOnce ? now : afterQuietHours(now, directory.policy(now))).toISOString();
  const noticeId = noticeIdOf(event, recipient);
  const due = { noticeId, kind, about, appealId: appeal._id, recipient, channel, notBefore, overseer: 'AUDIT' } as const;
  await makeDue(tools, event, appeal, due);
};
