import type { Region, Unit } from '@daqidi/directory';
import type { Post } from '@daqidi/identity';
import type { ClosingRecord } from '@daqidi/schemas';
import type { Page } from '@daqidi/service';
import type { AggregateDocument, Row } from '@daqidi/store';
import type { Connection } from '@daqidi/subgraph';
import type { ChannelBook, ChannelProposal } from './domain/channels.js';
import type { PostRecord, Proposal } from './domain/posts.js';
import type { ChangeFields } from './model.js';
import type { EntryDocument, PublicationDocument, SuggestionDocument } from './subject.js';

export interface AppealReference {
  readonly id: string;
  readonly ledgerEntry?: EntryDocument | null;
}

export type LedgerPage = Page<EntryDocument> & { readonly stale: boolean };
export type SuggestionPage = Page<SuggestionDocument>;
export type RegionView = Region;
export type UnitView = Unit;
export type PostView = Post;

/** A person in office; the name is looked up only when asked for. */
export interface OfficerView {
  readonly id: string;
}

export interface ProposalView extends Proposal {
  readonly version: number;
}

export type PostDocument = AggregateDocument<PostRecord, null>;

/** Null where nothing is proposed. */
export const proposalView = ({ state: { proposal }, version }: PostDocument): ProposalView | null =>
  proposal === null ? null : { ...proposal, version };

export type ChannelDocument = AggregateDocument<ChannelBook, null>;

export interface ChannelProposalView extends ChannelProposal {
  readonly version: number;
}

/** What is proposed about channels, by code: a handful at most. */
export const channelProposals = ({ state: { proposals }, version }: ChannelDocument): readonly ChannelProposalView[] =>
  Object.keys(proposals)
    .sort()
    .flatMap((code) => proposals[code] ?? [])
    .map((proposal) => ({ ...proposal, version }));

export type ChangeView = Row<{ readonly [Field in keyof ChangeFields]: NonNullable<ChangeFields[Field]> }>;

/** How many there are in all is counted where it is asked for. */
export type ProposalPage = Connection<ProposalView> & Pick<Page<unknown>, 'counted'>;
export type ChangePage = Connection<ChangeView> & Pick<Page<unknown>, 'counted'>;

export type PublicationFilePage = Page<PublicationDocument>;
export type RecordView = ClosingRecord;
export type PublicationPage = Connection<PublicationDocument> & Pick<Page<unknown>, 'counted'>;
