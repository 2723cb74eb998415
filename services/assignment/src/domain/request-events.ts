import { endClock, startQuietClock } from '@daqidi/kernel';
import type { EntryEvent } from './entry.js';
import type { EntryState } from './entry-state.js';
import { oneMore } from './history.js';
import { objectionDecided, objectionMade } from './objections.js';
import { asked, type Done, decided } from './request.js';

/** What is said of requests of the unit that has the case. */
type RequestEvent = Extract<EntryEvent, { type: 'ObjectionMade' | 'ObjectionDecided' }>;

/** What each makes of the entry. */
export const evolveRequest = (state: EntryState, event: RequestEvent, done: Done): EntryState => {
  switch (event.type) {
    case 'ObjectionMade': {
      const { number } = event.data;
      return {
        ...state,
        request: asked('OBJECTION', event.data, done, number > 1),
        objections: objectionMade(state.objections, number),
        // Whether it has to be accepted is what is decided.
        acceptingClock: endClock(state.acceptingClock),
      };
    }
    case 'ObjectionDecided': {
      const { upheld, answer, accepting } = event.data;
      const desk = state.request?.desk ?? state.sender;
      return {
        ...state,
        counts: oneMore(state.counts, event.type),
        request: decided(state.request, upheld, answer, done),
        objections: objectionDecided(state.objections, event.data, { desk, by: done.by }),
        acceptingClock: accepting && startQuietClock('ACCEPTING', accepting),
      };
    }
  }
};
