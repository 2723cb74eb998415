import type { IntakeNoticeDueV1 } from '@daqidi/schemas';
import type { Tools } from '../../tools.js';
import { overseerOf } from '../overseers.js';

interface Telling extends Pick<IntakeNoticeDueV1, 'noticeId' | 'about' | 'appealId'> {
  readonly kind: 'DIGEST' | 'REMINDER';
  readonly personId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether nothing but secrets waits for him: of those who oversee what is sent nobody learns of it. */
  readonly isSecret?: boolean;
}

/** An officer is told by the messenger, of no matter: what it leads to, he reads under his own keys. */
export const toOfficer = (
  { directory }: Pick<Tools, 'directory'>,
  { personId, now, isSecret = false, ...telling }: Telling,
): IntakeNoticeDueV1 => ({
  ...telling,
  recipient: { role: 'OFFICER', personId },
  channel: 'MESSENGER',
  notBefore: new Date(now).toISOString(),
  overseer: isSecret ? 'NOBODY' : overseerOf(directory.posts(), personId),
});
