import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { NoticeEvent } from '../../domain/notice.js';
import type { Tools } from '../../tools.js';
import { overseerOf } from '../overseers.js';

interface Telling extends Pick<IntakeNoticeDueV1, 'noticeId' | 'about'> {
  /** The one case that it is about: who is barred from that does not read that he was told. */
  readonly appealId?: string;
  /** Whether nothing but secrets waits for him: of those who oversee what is sent nobody learns of it. */
  readonly isSecret?: boolean;
  readonly kind: 'DIGEST' | 'REMINDER';
  readonly personId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** An officer is told by the messenger, of no matter: what it leads to, he reads under his own keys. */
export const toOfficer = (
  { directory }: Pick<Tools, 'directory'>,
  { personId, now, appealId, isSecret = false, ...telling }: Telling,
): NoticeEvent => ({
  type: 'NoticeDue',
  v: 1,
  data: {
    ...telling,
    appealId: appealId ?? null,
    recipient: { role: 'OFFICER', personId },
    channel: 'MESSENGER',
    notBefore: new Date(now).toISOString(),
    overseer: isSecret
      ? 'NOBODY'
      : overseerOf(directory.posts().some((post) => post.personId === personId && post.role === 'AUDITOR')),
  },
});
