import { dayInShanghai } from '@daqidi/calendar';
import type { Post } from '@daqidi/identity';
import {
  competentDesk,
  deadlineAfterPause,
  deskRole,
  membersOf,
  officeMinutesAfter,
  type Step,
  turnDeadline,
} from '@daqidi/kernel';
import type { CaseScope, Deadline, Desk } from '@daqidi/schemas';
import type { EntryState } from '../domain/entry.js';
import type { EntryFacts } from '../domain/entry-facts.js';
import type { Resuming } from '../domain/pause.js';
import { openRequest } from '../domain/request.js';
import type { Tools } from '../tools.js';
import { lettersOfficeOf } from './letters-office.js';

/** The end of the window in which the unit may object to what it was given, by the policy of that moment; ISO 8601. */
export const objectionUntil = (
  { directory }: Pick<Tools, 'directory'>,
  { assignedAt, opened }: EntryState,
  now: number,
): string => {
  const from = assignedAt === null ? now : Date.parse(assignedAt);
  return opened?.category === 'CONSULTATION'
    ? officeMinutesAfter(directory, from, ({ objectionMinutes }) => objectionMinutes)
    : directory.calendar().dueAfter(dayInShanghai(from), directory.policy(from).objectionWorkingDays).at;
};

/** Until when what a unit asks now is decided. */
export const requestDeadline = ({ directory }: Pick<Tools, 'directory'>, { opened }: EntryState, now: number): Deadline =>
  turnDeadline(directory, now, opened?.category ?? 'RESOLUTION', ({ requestWorkingDays }) => requestWorkingDays);

interface Known {
  readonly state: EntryState;
  readonly facts: EntryFacts;
}

interface Asking {
  readonly desk: Desk;
  /** The unit that asks. */
  readonly unitId: string | null;
  /** Who asks, and who has decided before. */
  readonly except: readonly string[];
}

/** A step of deciding what a unit asks: nobody decides it in the unit that asks (domain, 2.3: nobody passes a case on by themselves). */
const stepOf = (
  { directory }: Pick<Tools, 'directory'>,
  scope: CaseScope,
  { desk, unitId, except }: Asking,
  now: number,
): Step => {
  const own = membersOf(directory, desk, { scope, now }).filter((post) => post.unitId === unitId);
  return { scope, now, except: [...except, ...own.map(({ personId }) => personId)] };
};

/** Whom a unit asks now: the lowest desk from `desk` up that has somebody for it; of a restricted case, one that may know of it. */
export const deskFor = (tools: Pick<Tools, 'directory'>, { facts: { scope } }: Known, asking: Asking, now: number): Desk =>
  scope === null ? asking.desk : competentDesk(tools.directory, asking.desk, stepOf(tools, scope, asking, now));

/** Who may decide what the unit asked: neither who asked, nor, at the level above, who decided before. */
export const decidersAt = (tools: Pick<Tools, 'directory'>, { state, facts: { scope } }: Known, now: number): readonly Post[] => {
  const request = openRequest(state);
  if (request === null || scope === null) return [];
  const { desk, unitId, by, final } = request;
  const step = stepOf(tools, scope, { desk, unitId, except: [by, ...(final ? state.objections.deciders : [])] }, now);
  return membersOf(tools.directory, competentDesk(tools.directory, desk, step), step);
};

/** The unit that owes the decision: where the deciding desk sits, vacant or not. */
export const decidingUnitAt = (tools: Pick<Tools, 'directory'>, known: Known, now: number): string | null => {
  const request = openRequest(known.state);
  const { scope } = known.facts;
  if (request === null || scope === null) return null;
  const [decider] = decidersAt(tools, known, now);
  if (decider !== undefined) return decider.unitId;
  const [district = ''] = scope.regionPath;
  return tools.directory.officeOf(district, deskRole[request.desk]) ?? lettersOfficeOf(tools.directory, scope);
};

/** Which desk decides a request of the unit that is the sender's alone. */
export const senderDesk = (tools: Pick<Tools, 'directory'>, known: Known, person: string, now: number): Desk => {
  const { sender: desk, holderUnitId: unitId } = known.state;
  return deskFor(tools, known, { desk, unitId, except: [person] }, now);
};

/** What the handling has left where its pause ends now; null where it has none. */
export const resumingAt = (
  { directory }: Pick<Tools, 'directory'>,
  { pause, clock, ownDays }: EntryState,
  now: number,
): Resuming | null => {
  if (pause === null || clock === null) return null;
  const today = dayInShanghai(now);
  const own = ownDays && ownDays.left - directory.calendar().workingDaysBetween(ownDays.from, pause.from);
  return {
    today,
    clock: deadlineAfterPause(directory, clock, { from: pause.from, to: today }),
    ownDaysLeft: own && Math.max(own, -1),
  };
};
