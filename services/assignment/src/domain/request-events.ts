import { endClock, type OwnDays, resumeClock, startQuietClock, suspendClock, underTerms } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from './entry.js';
import { oneMore } from './history.js';
import { objectionDecided, objectionMade } from './objections.js';
import { asked, type Done, decided } from './request.js';

/** What is said of requests of the unit that has the case, and of what came of them. */
type RequestEvent = Extract<
  EntryEvent,
  {
    type:
      | 'ObjectionMade'
      | 'ObjectionDecided'
      | 'ExtensionAsked'
      | 'ExtensionDecided'
      | 'HandlingExtended'
      | 'PauseAsked'
      | 'PauseDecided'
      | 'HandlingPaused'
      | 'HandlingResumed';
  }
>;

const more = (own: OwnDays | null, days: number): OwnDays | null => own && { ...own, left: own.left + days };

/** What each makes of the entry. */
export const evolveRequest = (state: EntryState, event: RequestEvent, done: Done): EntryState => {
  switch (event.type) {
    case 'ObjectionMade': {
      const { number } = event.data;
      return {
        ...state,
        request: asked('OBJECTION', event.data, done, { final: number > 1 }),
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
    case 'ExtensionAsked': {
      const request = asked('EXTENSION', event.data, done, { days: event.data.days });
      return { ...state, request, extensionsAsked: state.extensionsAsked + 1 };
    }
    case 'PauseAsked': {
      const { ground, until } = event.data;
      return { ...state, request: asked('PAUSE', event.data, done, { pause: { ground, until } }) };
    }
    case 'ExtensionDecided':
    case 'PauseDecided': {
      const { granted, answer } = event.data;
      return {
        ...state,
        counts: oneMore(state.counts, event.type),
        request: decided(state.request, granted, answer, done),
      };
    }
    case 'HandlingExtended': {
      const { days, deadline, withdraws } = event.data;
      return {
        ...state,
        extendedDays: days,
        clock: state.clock && underTerms(state.clock, deadline, withdraws),
        ownDays: more(state.ownDays, days),
      };
    }
    case 'HandlingPaused': {
      const { ground, from, until } = event.data;
      return { ...state, pause: { ground, from, until }, clock: suspendClock(state.clock) };
    }
    case 'HandlingResumed': {
      const { clock, ownDaysLeft: left, to: from } = event.data;
      return {
        ...state,
        counts: oneMore(state.counts, event.type),
        pause: null,
        clock: resumeClock(state.clock, clock),
        ownDays: left === null ? state.ownDays : { from, left },
      };
    }
  }
};
