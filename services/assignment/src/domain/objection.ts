import { isGoingOn } from '@daqidi/kernel';
import type { CaseScope, Deadline, Desk, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';
import { notWhilePaused } from './pause.js';
import { type Leaving, leave } from './recall.js';
import { aboutRequest, deskOver, notBeforeDecision, nothingAsked, openRequest } from './request.js';

/** What is against objecting to this assignment now; `until` (ISO 8601): the end of its window. */
export const notObjecting = (
  state: EntryState,
  { until, now }: { readonly until: string; readonly now: number },
): Refused | null => {
  if (state.stage !== 'ASSIGNED' && state.stage !== 'HANDLING') return { refused: 'entry.stage' };
  if (state.objections.settled) return { refused: 'objection.final' };
  return notBeforeDecision(state) ?? notWhilePaused(state) ?? (now > Date.parse(until) ? { refused: 'objection.window' } : null);
};

interface Objecting {
  readonly appealId: string;
  readonly until: string;
  readonly now: number;
  readonly scope: Pick<CaseScope, 'restricted' | 'offices'>;
  /** Which desk from this one up has somebody who may decide it, without these. */
  deskFrom(desk: Desk, except: readonly string[]): Desk;
  readonly reason: TextReference;
  readonly clock: Deadline;
}

/** The unit says that the case is not its own: the sender decides about the first objection, the level above about a later one. */
export const object = (state: EntryState, { appealId, scope, deskFrom, reason, clock, ...window }: Objecting): Decision => {
  const wrong = notObjecting(state, window);
  const { holderUnitId: unitId, round, objections, sender } = state;
  if (wrong !== null || unitId === null) return wrong ?? { refused: 'entry.stage' };
  const number = objections.made + 1;
  const desk = number === 1 ? deskFrom(sender, []) : deskFrom(deskOver(scope, objections.desk ?? sender), objections.deciders);
  return [{ type: 'ObjectionMade', v: 1, data: { appealId, unitId, round, number, desk, reason, clock } }];
};

interface Judging {
  readonly appealId: string;
  readonly upholds: boolean;
  readonly answer: TextReference;
  readonly leaving: Leaving;
  /** For a handler to accept it, where the unit has it on. */
  readonly accepting: Deadline;
}

/** Upheld, it goes back and waits for another unit; rejected, the unit has it on. Its clock goes on either way (domain, 2.3). */
export const judgeObjection = (state: EntryState, { appealId, upholds, answer, leaving, accepting }: Judging): Decision => {
  const request = openRequest(state, 'OBJECTION');
  if (request === null) return nothingAsked(state, 'OBJECTION') ?? [];
  const { made, bounces } = state.objections;
  const left = upholds ? leave(state, leaving) : [];
  if (upholds && left.length === 0) return { refused: 'entry.stage' };
  const [recalled] = left;
  const returnedTo = recalled?.type === 'EntryRecalled' ? recalled.data.holderUnitId : null;
  const goesOn = !upholds && isGoingOn(state.clock) && state.stage === 'ASSIGNED';
  const data = {
    ...aboutRequest(request, appealId),
    ...{ answer, number: made, upheld: upholds, final: request.final },
    ...{ bounces: bounces + (upholds ? 1 : 0), returnedTo, accepting: goesOn ? accepting : null },
  };
  return [{ type: 'ObjectionDecided', v: 1, data }, ...left];
};
