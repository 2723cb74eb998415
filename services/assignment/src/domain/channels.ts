import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type BookState, type Changed, changed, type Stated } from './directory-state.js';
import { handingIn } from './roles.js';

export type StatedChannel = DirectoryEvents['ChannelStated'];

export const hasFittingUsers = ({ usedBy, hasPetitioner }: Pick<StatedChannel, 'usedBy' | 'hasPetitioner'>): boolean =>
  usedBy.length > 0 &&
  usedBy.length === new Set(usedBy).size &&
  usedBy.every((role) => handingIn.includes(role)) &&
  (hasPetitioner || !usedBy.includes('PETITIONER'));

/** Opens one, or changes an open one from now on, its last day included. What was handed in keeps what it was handed in by. */
export const stateChannel = (
  book: BookState<'ChannelStated'>,
  given: StatedChannel,
  today: string,
  reason: TextReference,
): readonly (Stated<'ChannelStated'> | Changed)[] | Refused => {
  const before = book[given.code];
  const isOpen = before !== undefined && (before.validTo === null || before.validTo >= today);
  const channel = { ...given, validFrom: isOpen ? before.validFrom : given.validFrom };
  if (!hasFittingUsers(channel)) return { refused: 'channel.users' };
  if (!isOpen && channel.validFrom < today) return { refused: 'directory.past' };
  if (channel.validTo !== null && channel.validTo < today) return { refused: 'directory.past' };
  if (channel.validTo !== null && channel.validTo < channel.validFrom) return { refused: 'directory.dates' };
  return [changed('CHANNEL', channel.code, reason), { type: 'ChannelStated', v: 1, data: channel }];
};
