import type { Post } from '@daqidi/identity';
import { mutation } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import { appendPost } from '../commands/append-post.js';
import { changeRegion } from '../commands/change-region.js';
import { changeUnit } from '../commands/change-unit.js';
import { decideChannel } from '../commands/decide-channel.js';
import { decidePost } from '../commands/decide-post.js';
import { endPost } from '../commands/end-post.js';
import { nameOfficer } from '../commands/name-officer.js';
import { openRegion } from '../commands/open-region.js';
import { openUnit } from '../commands/open-unit.js';
import { stateChannel } from '../commands/state-channel.js';
import { statePolicy } from '../commands/state-policy.js';
import type { Context } from '../context.js';
import type { RecordState } from '../domain/directory-state.js';
import { latestOf } from '../domain/policy.js';
import { type ChannelDocument, channelProposals, type PostDocument, proposalView } from '../views.js';

/** What a decision has just stated. */
const stated = <Item>(item: Item | null | undefined): Item => {
  if (item === null || item === undefined) throw new Error('it was stated and is not there');
  return item;
};

interface Made<State> {
  readonly document: AggregateDocument<State, null>;
}

const unit = ({ document }: Made<RecordState<'UnitStated'>>, _context: Context) => ({ unit: stated(document.state.stated) });

const region = ({ document }: Made<RecordState<'RegionStated'>>, _context: Context) => ({
  region: stated(document.state.stated),
});

const post = ({ document }: { readonly document: PostDocument }, _context: Context) => ({
  post: document.state.stated as Post | null,
  proposal: proposalView(document),
});

const channel = (
  { document }: { readonly document: ChannelDocument },
  _context: Context,
  { code }: { readonly code: string },
) => ({
  channel: stated(document.state.stated[code]),
  proposal: channelProposals(document).find((each) => each.channel.code === code) ?? null,
});

/** The office keeps its own directory: each answers with what was stated, or with what waits for a second person. */
export const officeMutations = {
  openUnit: mutation(openUnit, unit),
  changeUnit: mutation(changeUnit, unit),
  openRegion: mutation(openRegion, region),
  changeRegion: mutation(changeRegion, region),
  nameOfficer: mutation(nameOfficer, ({ document }, _context: Context) => ({ officer: { id: document._id } })),
  appendPost: mutation(appendPost, post),
  endPost: mutation(endPost, post),
  decidePost: mutation(decidePost, post),
  stateChannel: mutation(stateChannel, channel),
  decideChannel: mutation(decideChannel, channel),
  statePolicy: mutation(statePolicy, ({ document }, _context: Context, { basedOn }) => ({
    policyNumbers: document.state[basedOn + 1] ?? latestOf(document.state),
  })),
};
