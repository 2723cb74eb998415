import type { IntakePetitionerSearchedV1, NewEventOf, Refused } from '@daqidi/schemas';

/** What intake says about looking for somebody. */
export type SearchEvent = Extract<NewEventOf<'intake'>, { readonly type: 'PetitionerSearched' }>;

/** Who looked for a petitioner, and when; by which detail is kept nowhere. */
export interface SearchState {
  readonly person: string | null;
  readonly at: string | null;
}

export const noSearch: SearchState = { person: null, at: null };

export const evolveSearch = (
  _: SearchState,
  { time, actor }: SearchEvent & { readonly time: string; readonly actor: { readonly person: string } },
): SearchState => ({ person: actor.person, at: time });

/** Whoever needs to look for that many people in a day needs something else. */
export const search = (
  data: IntakePetitionerSearchedV1,
  { made, most }: { readonly made: number; readonly most: number },
): readonly SearchEvent[] | Refused =>
  made >= most ? { refused: 'search.limit' } : [{ type: 'PetitionerSearched', v: 1, data }];
