import type { Subject } from '@daqidi/identity';
import type { AggregateDocument } from '@daqidi/store';
import type { EntryFacts, EntryState } from './domain/entry.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry: its place, the holder and the units above it, its petitioner. */
export const subjectOf = ({ state }: EntryDocument): Subject => ({
  regionPath: state.opened?.regionPath ?? [],
  units: state.unitPath,
  persons: state.opened === null ? [] : [state.opened.petitionerId],
});
