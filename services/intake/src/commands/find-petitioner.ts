import { dayLength } from '@daqidi/calendar';
import { type Command, creationsOf, text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import { type SearchEvent, type SearchState, search } from '../domain/search.js';
import type { FindPetitionerInput } from '../generated/schema.js';
import { readSearch } from '../shared/petitioner-hashes.js';
import type { Tools } from '../tools.js';

/** How many searches somebody has made in the 24 hours before `now`. */
const madeBy = ({ model }: Tools, person: string, now: number): Promise<number> =>
  model.searches.collection.count('byPerson', {
    where: { 'keys.person': person, 'keys.at': { $gt: new Date(now - dayLength).toISOString() } },
  });

const recorded = (made: number): Command<Tools, FindPetitionerInput, AggregateDocument<SearchState, null>> =>
  creationsOf<Tools, SearchState, null, SearchEvent>({ aggregates: ({ model }) => model.searches, kind: 'search' })<
    FindPetitionerInput,
    'purpose'
  >({
    rule: 'petitioner.find',
    texts: { purpose: text(2, 500) },
    decide: ({ tools, id: searchId, input, texts: { purpose }, now }) =>
      search(
        { searchId, by: readSearch(input).by, purpose },
        { made, most: tools.directory.policy(now).petitionerSearchesPerDay },
      ),
  });

/** Looks for a petitioner's appeals; who looked, and why, is kept before anything is found. */
export const findPetitioner: ReturnType<typeof recorded> = {
  rule: 'petitioner.find',
  run: async (tools, caller, input) =>
    recorded(await madeBy(tools, caller.principal.person, tools.clock.now())).run(tools, caller, input),
};
