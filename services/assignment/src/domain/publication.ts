import {
  armedTimer,
  type CaseAccess,
  caseAccess,
  endClock,
  noScope,
  type QuietClock,
  ranOut,
  type ScopeKnown,
  startQuietClock,
} from '@daqidi/kernel';
import type { AssignmentEvents, Deadline, NewEventOf, Refused, TextReference } from '@daqidi/schemas';

/** What is said of the public text about a closed case (公示、公开答复). */
export type PublicationEvent = Extract<NewEventOf<'assignment'>, { type: `Publication${string}` }>;
export type Decision = readonly PublicationEvent[] | Refused;

export type Check = AssignmentEvents['PublicationChecked']['check'];

interface Draft {
  readonly text: TextReference;
  readonly namesOfficials: boolean;
  readonly by: string;
  readonly at: string;
  /** Who has agreed to it. */
  readonly checks: Readonly<Partial<Record<Check, string>>>;
}

export interface Published {
  readonly text: TextReference;
  readonly at: string;
  /** When a corrected text took the place of the first. */
  readonly correctedAt: string | null;
}

export interface PublicationState {
  readonly opened: AssignmentEvents['PublicationOpened'] | null;
  /** Of what the public is owed; runs until it is published first. */
  readonly clock: QuietClock<'PUBLISHING'> | null;
  readonly overdue: boolean;
  readonly draft: Draft | null;
  readonly published: Published | null;
  readonly takenDownAt: string | null;
}

/** What the case's entry and oversight told of its scope. */
export type PublicationFacts = ScopeKnown;

export const noPublication: PublicationState = {
  opened: null,
  clock: null,
  overdue: false,
  draft: null,
  published: null,
  takenDownAt: null,
};
export const noFacts = noScope;

export const evolve = (
  state: PublicationState,
  event: PublicationEvent & { readonly time: string; readonly actor: { readonly person: string } },
): PublicationState => {
  const { time: at } = event;
  const by = event.actor.person;
  switch (event.type) {
    case 'PublicationOpened': {
      const { clock } = event.data;
      return { ...state, opened: event.data, clock: clock && startQuietClock('PUBLISHING', clock) };
    }
    case 'PublicationProposed': {
      const { text, namesOfficials } = event.data;
      return { ...state, draft: { text, namesOfficials, by, at, checks: {} } };
    }
    case 'PublicationChecked': {
      const { draft } = state;
      const { check, agrees } = event.data;
      return { ...state, draft: draft && agrees ? { ...draft, checks: { ...draft.checks, [check]: by } } : null };
    }
    case 'PublicationPublished': {
      const { draft, published } = state;
      if (draft === null) return state;
      const first = published?.at ?? at;
      return {
        ...state,
        draft: null,
        clock: endClock(state.clock),
        published: { text: draft.text, at: first, correctedAt: published === null ? null : at },
        takenDownAt: null,
      };
    }
    case 'PublicationTakenDown':
      return { ...state, draft: null, takenDownAt: at };
    case 'PublicationOverdue':
      return { ...state, overdue: true, clock: ranOut(state.clock) };
  }
};

/** Whether everybody reads it now: nothing restricted ever is (domain, 3). */
export const isPublic = ({ published, takenDownAt }: PublicationState, { scope }: PublicationFacts): boolean =>
  published !== null && takenDownAt === null && scope !== null && !scope.restricted;

/** Who works on it: the unit that closed the case and those above it, and whoever looks after the place. */
export const accessOf = ({ opened }: PublicationState, { scope }: PublicationFacts): CaseAccess | null =>
  opened === null || scope === null ? null : caseAccess(scope, { units: opened.unitPath });

/** What the public is owed: the answer to a complaint, and what became of a RESOLUTION (domain, 2.3). */
const owed: readonly string[] = ['COMPLAINT', 'RESOLUTION'];

/** Until when a text is due that was not published yet; null where none is. ISO 8601. */
export const openDue = ({ published, clock }: PublicationState): string | null =>
  published === null && clock !== null ? clock.dueAt : null;

/** As soon as the case is closed and no secret: the public text that is owed has a clock of its own from then on (domain, 2.4). */
export const open = (
  { opened }: PublicationState,
  { scope }: PublicationFacts,
  closed: Omit<AssignmentEvents['PublicationOpened'], 'clock'>,
  clock: Deadline,
): readonly PublicationEvent[] => {
  if (opened !== null || scope === null || scope.restricted) return [];
  const data = { ...closed, clock: owed.includes(closed.category) ? clock : null };
  return [{ type: 'PublicationOpened', v: 1, data }];
};

/** The unit writes it for the public; a corrected text goes the same way while the earlier one stays. */
/** Why no text is proposed now: nothing about it is public yet. */
export const notClosed = ({ opened }: PublicationState): Refused | null =>
  opened === null ? { refused: 'publication.none' } : null;

export const propose = (
  { opened }: PublicationState,
  { text, namesOfficials }: Omit<AssignmentEvents['PublicationProposed'], 'appealId'>,
): Decision => {
  if (opened === null) return { refused: 'publication.none' };
  if (namesOfficials && opened.outcome !== 'SUBSTANTIATED') return { refused: 'publication.officials' };
  return [{ type: 'PublicationProposed', v: 1, data: { appealId: opened.appealId, text, namesOfficials } }];
};

export interface Checking {
  readonly check: Check;
  readonly person: string;
  readonly agrees: boolean;
  readonly reason: TextReference | null;
}

/** Why this person does not check a text under this post now: there is none, it is his own, or that has been done. */
export const notChecking = (
  { opened, draft }: PublicationState,
  { check: name, person }: Pick<Checking, 'check' | 'person'>,
): Refused | null => {
  if (opened === null || draft === null) return { refused: 'publication.none' };
  if (draft.by === person || Object.values(draft.checks).includes(person)) return { refused: 'publication.own' };
  return draft.checks[name] === undefined ? null : { refused: 'publication.checked' };
};

/** The leader in charge and somebody entitled to see the petitioner's name each agree, neither of them who wrote it; then it is published. */
export const check = (state: PublicationState, { agrees, reason, ...checking }: Checking): Decision => {
  const { opened, draft } = state;
  const wrong = notChecking(state, checking);
  if (wrong !== null || opened === null || draft === null) return wrong ?? { refused: 'publication.none' };
  const { check: name } = checking;
  if (!agrees && reason === null) return { refused: 'publication.reason' };
  const { appealId } = opened;
  const checked: PublicationEvent = { type: 'PublicationChecked', v: 1, data: { appealId, check: name, agrees, reason } };
  const isLast = agrees && Object.keys(draft.checks).length === 1;
  return isLast ? [checked, { type: 'PublicationPublished', v: 1, data: { appealId } }] : [checked];
};

/** Why there is nothing to take down. */
export const notPublished = ({ published, takenDownAt }: PublicationState): Refused | null =>
  published === null || takenDownAt !== null ? { refused: 'publication.none' } : null;

export const takeDown = (state: PublicationState, reason: TextReference): Decision =>
  state.opened === null
    ? { refused: 'publication.none' }
    : (notPublished(state) ?? [{ type: 'PublicationTakenDown', v: 1, data: { appealId: state.opened.appealId, reason } }]);

/** No order follows: the unit and those above it see that it is late. */
export const timeOut = ({ opened, clock }: PublicationState): readonly PublicationEvent[] =>
  opened === null || clock === null || armedTimer(clock) === null
    ? []
    : [{ type: 'PublicationOverdue', v: 1, data: { appealId: opened.appealId, unitId: opened.unitId, dueAt: clock.dueAt } }];
