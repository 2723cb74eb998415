import type { Directory } from '@daqidi/directory';
import { competentDesk } from '@daqidi/kernel';
import { exceptIn, moveUp } from '../domain/panel.js';
import type { TriageEvent, TriageFacts, TriageState } from '../domain/triage-case.js';

/** A review never hangs on people who have left, or who turned out to be in conflict with the case: the next desk up has it. */
export const keepCompetent =
  (directory: Directory) =>
  (state: TriageState, facts: TriageFacts, now: number): readonly TriageEvent[] =>
    facts.scope === null
      ? []
      : moveUp(state, competentDesk(directory, state.desk, { scope: facts.scope, now, except: exceptIn(state, facts) }));
