import type { Region, Unit } from '@daqidi/directory';
import type { Post } from '@daqidi/identity';
import type { Page } from '@daqidi/service';
import type { EntryDocument } from './subject.js';

export interface AppealReference {
  readonly id: string;
  readonly ledgerEntry?: EntryDocument | null;
}

export type LedgerPage = Page<EntryDocument> & { readonly stale: boolean };
export type RegionView = Region;
export type UnitView = Unit;
export type PostView = Post;

/** A person in office; the name is looked up only when asked for. */
export interface OfficerView {
  readonly id: string;
}
