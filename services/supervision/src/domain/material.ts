import {
  armedTimer,
  type CaseAccess,
  caseAccess,
  endClock,
  noScope,
  type QuietClock,
  type Rederivation,
  ranOut,
  type ScopeKnown,
  startQuietClock,
  underTerms,
} from '@daqidi/kernel';
import type { NewEventOf, Refused, SupervisionEvents, TextReference } from '@daqidi/schemas';

/** What is said of a request for material (domain, 2.4 and 3). */
export type MaterialEvent = Extract<
  NewEventOf<'supervision'>,
  { type: 'MaterialAsked' | 'MaterialAnswered' | 'MaterialOverdue' | 'MaterialWithdrawn' | 'ClockRederived' }
>;
export type Decision = readonly MaterialEvent[] | Refused;

/** No order follows: that would name the case. */
type MaterialClock = QuietClock<'MATERIAL'>;

export interface MaterialState {
  readonly status: 'NONE' | 'ASKED' | 'ANSWERED' | 'WITHDRAWN';
  readonly asked: (SupervisionEvents['MaterialAsked'] & { readonly at: string }) | null;
  readonly clock: MaterialClock | null;
  readonly overdue: boolean;
  readonly answer: { readonly text: TextReference; readonly by: string; readonly at: string } | null;
  readonly withdrawnAt: string | null;
}

/** What the oversight document of its case says; nobody sees the request before that is known. */
export type MaterialFacts = ScopeKnown;

export const noMaterial: MaterialState = {
  status: 'NONE',
  asked: null,
  clock: null,
  overdue: false,
  answer: null,
  withdrawnAt: null,
};
export const noFacts = noScope;

export const evolve = (
  state: MaterialState,
  event: MaterialEvent & { readonly time: string; readonly actor: { readonly person: string } },
): MaterialState => {
  const { time: at, actor } = event;
  switch (event.type) {
    case 'MaterialAsked': {
      const clock = startQuietClock('MATERIAL', event.data.clock);
      return { ...state, status: 'ASKED', asked: { ...event.data, at }, clock };
    }
    case 'MaterialAnswered': {
      const answer = { text: event.data.text, by: actor.person, at };
      return { ...state, status: 'ANSWERED', answer, clock: endClock(state.clock) };
    }
    case 'MaterialOverdue':
      return { ...state, overdue: true, clock: ranOut(state.clock) };
    case 'MaterialWithdrawn':
      return { ...state, status: 'WITHDRAWN', withdrawnAt: at, clock: endClock(state.clock) };
    case 'ClockRederived':
      return { ...state, clock: state.clock && underTerms(state.clock, event.data.deadline, false) };
  }
};

/**
 * Whom it is shown to as a document of its own: the unit that is asked, and nobody there who is barred from the case; once it is withdrawn,
 * nobody. The track that asked reads it through its tracks.
 */
export const accessOf = ({ status, asked }: MaterialState, { scope }: MaterialFacts): CaseAccess | null =>
  asked === null || scope === null || status === 'WITHDRAWN'
    ? null
    : caseAccess({ ...scope, restricted: true, offices: [] }, { units: [asked.unitId] });

export const ask = (state: MaterialState, request: SupervisionEvents['MaterialAsked']): readonly MaterialEvent[] =>
  state.status === 'NONE' ? [{ type: 'MaterialAsked', v: 1, data: request }] : [];

const about = ({ appealId, materialId }: SupervisionEvents['MaterialAsked']) => ({ appealId, materialId });

/** Why it waits for no answer. */
export const notAsked = ({ status }: MaterialState): Refused | null =>
  status === 'ASKED' ? null : { refused: 'material.answered' };

/** Once, also after its time. */
export const answer = (state: MaterialState, text: TextReference): Decision => {
  const wrong = notAsked(state);
  return wrong !== null || state.asked === null
    ? (wrong ?? { refused: 'material.answered' })
    : [{ type: 'MaterialAnswered', v: 1, data: { ...about(state.asked), text } }];
};

/** What is not answered is asked no more: the unit turned out to be accused, or the track has concluded without. */
export const withdraw = ({ status, asked }: MaterialState): readonly MaterialEvent[] =>
  status !== 'ASKED' || asked === null ? [] : [{ type: 'MaterialWithdrawn', v: 1, data: about(asked) }];

export const timeOut = ({ asked, clock }: MaterialState): readonly MaterialEvent[] =>
  asked === null || clock === null || armedTimer(clock) === null
    ? []
    : [{ type: 'MaterialOverdue', v: 1, data: { ...about(asked), dueAt: clock.dueAt } }];

/** The clock that still runs, by the holiday lists as they are known now. */
export const rederiveClock = ({ asked, clock }: MaterialState, derived: Rederivation | null): readonly MaterialEvent[] =>
  asked === null || derived === null || armedTimer(clock) === null
    ? []
    : [{ type: 'ClockRederived', v: 1, data: { ...about(asked), ...derived } }];
