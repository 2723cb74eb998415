import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { NoticeEvent } from '../../domain/notice.js';
import type { Tools } from '../../tools.js';
import { overseerOf } from '../overseers.js';

interface Telling extends Pick<IntakeNoticeDueV1, 'noticeId' | 'about'> {
  readonly kind: 'DIGEST' | 'REMINDER';
  readonly personId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** An officer is told by the messenger, about no case: what it leads to, he reads under his own keys. */
export const toOfficer = ({ directory }: Pick<Tools, 'directory'>, { personId, now, ...telling }: Telling): NoticeEvent => ({
  type: 'NoticeDue',
  v: 1,
  data: {
    ...telling,
    appealId: null,
    recipient: { role: 'OFFICER', personId },
    channel: 'MESSENGER',
    notBefore: new Date(now).toISOString(),
    overseer: overseerOf(directory.posts().some((post) => post.personId === personId && post.role === 'AUDITOR')),
  },
});
