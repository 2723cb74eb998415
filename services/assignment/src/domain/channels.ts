import type { AssignmentEvents, DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type BookState, type Changed, changed, datesProblem, evolveBook, type Stated, type Stating } from './directory-state.js';
import { handingIn } from './roles.js';

export type StatedChannel = DirectoryEvents['ChannelStated'];

export interface ChannelProposal {
  readonly channel: StatedChannel;
  readonly by: string;
  readonly reason: TextReference;
}

/** Every channel as it was stated last, and what is proposed, by code. */
export interface ChannelBook {
  readonly stated: BookState<'ChannelStated'>;
  readonly proposals: Readonly<Record<string, ChannelProposal>>;
}

export const noChannels: ChannelBook = { stated: {}, proposals: {} };

export type ChannelEvent =
  | Stated<'ChannelStated'>
  | Changed
  | {
      readonly [Type in 'ChannelProposed' | 'ChannelDecided']: {
        readonly type: Type;
        readonly v: 1;
        readonly data: AssignmentEvents[Type];
      };
    }['ChannelProposed' | 'ChannelDecided'];

type Decision = readonly ChannelEvent[] | Refused;

const evolveStated = evolveBook<'ChannelStated'>(({ code }) => code);

const without = (proposals: ChannelBook['proposals'], code: string): ChannelBook['proposals'] =>
  Object.fromEntries(Object.entries(proposals).filter(([name]) => name !== code));

export const evolveChannels = (book: ChannelBook, event: ChannelEvent): ChannelBook => {
  switch (event.type) {
    case 'ChannelProposed': {
      const { channel, proposedBy: by, reason } = event.data;
      return { ...book, proposals: { ...book.proposals, [channel.code]: { channel, by, reason } } };
    }
    case 'ChannelDecided':
      return { ...book, proposals: without(book.proposals, event.data.code) };
    default:
      return { ...book, stated: evolveStated(book.stated, event) };
  }
};

export const hasFittingUsers = ({ usedBy, hasPetitioner }: Pick<StatedChannel, 'usedBy' | 'hasPetitioner'>): boolean =>
  usedBy.length > 0 &&
  usedBy.length === new Set(usedBy).size &&
  usedBy.every((role) => handingIn.includes(role)) &&
  (hasPetitioner || !usedBy.some((role) => role === 'PETITIONER' || role === 'ANONYMOUS'));

export const hasFittingFields = ({ asksFor, requires }: Pick<StatedChannel, 'asksFor' | 'requires'>): boolean =>
  requires.every((field) => asksFor.includes(field));

const endsEarlier = (before: StatedChannel, after: StatedChannel): boolean =>
  after.validTo !== null && (before.validTo === null || after.validTo < before.validTo);

/**
 * Whether somebody could hand in through it before who cannot afterwards, or has to say more; or whether what comes through it would be
 * closed without a petitioner's signature.
 */
export const narrows = (before: StatedChannel, after: StatedChannel): boolean =>
  endsEarlier(before, after) ||
  before.usedBy.some((role) => !after.usedBy.includes(role)) ||
  after.requires.some((field) => !before.requires.includes(field)) ||
  (after.machinesOnly && !before.machinesOnly) ||
  (before.hasPetitioner && !after.hasPetitioner);

const isSame = (before: StatedChannel, after: StatedChannel): boolean =>
  (Object.keys(after) as (keyof StatedChannel)[]).every((part) => JSON.stringify(before[part]) === JSON.stringify(after[part]));

/**
 * Opens one, or changes an open one from now on, its last day included. What was handed in keeps what it was handed in by. Whoever closes
 * a channel, or narrows it, could buy silence: a second person has to consent (domain, 3).
 */
export const stateChannel = (book: ChannelBook, given: StatedChannel, { today, person, reason }: Stating): Decision => {
  const before = book.stated[given.code];
  if (book.proposals[given.code] !== undefined) return { refused: 'channel.waiting', field: 'code' };
  const isOpen = before !== undefined && (before.validTo === null || before.validTo >= today);
  const channel = { ...given, validFrom: isOpen ? before.validFrom : given.validFrom };
  if (!hasFittingUsers(channel)) return { refused: 'channel.users', field: 'usedBy' };
  if (!hasFittingFields(channel)) return { refused: 'channel.fields', field: 'requires' };
  const wrong = datesProblem(channel, isOpen, today);
  if (wrong !== null) return wrong;
  if (isOpen && isSame(before, channel)) return { refused: 'directory.nothing' };
  if (isOpen && narrows(before, channel))
    return [{ type: 'ChannelProposed', v: 1, data: { channel, proposedBy: person, reason } }];
  return [changed('CHANNEL', channel.code, reason), { type: 'ChannelStated', v: 1, data: channel }];
};

export interface ChannelDecision extends Stating {
  readonly code: string;
  readonly consents: boolean;
  /** Who may consent. */
  readonly competent: readonly string[];
}

/** Nobody consents to what he proposed; whoever proposed it may take it back. A last day that has passed meanwhile is today. */
export const decideChannel = (book: ChannelBook, decision: ChannelDecision): Decision => {
  const { code, consents, competent, today, person, reason } = decision;
  const proposal = book.proposals[code];
  if (proposal === undefined) return { refused: 'channel.proposal', field: 'code' };
  const takesBack = !consents && person === proposal.by;
  if (!takesBack && !competent.includes(person)) return { refused: 'channel.second-person' };
  const decided = { type: 'ChannelDecided', v: 1, data: { code, consented: consents, reason } } as const;
  const { validTo } = proposal.channel;
  const channel = { ...proposal.channel, validTo: validTo !== null && validTo < today ? today : validTo };
  return consents ? [decided, { type: 'ChannelStated', v: 1, data: channel }] : [decided];
};
