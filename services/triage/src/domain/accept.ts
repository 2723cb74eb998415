import type { Deadline, Level } from '@daqidi/schemas';
import { screeningLevel } from './panel.js';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** What the jurisdiction tree says about the place of an appeal. */
export interface Place {
  /** Levels that have a panel with somebody in it, nearest first. */
  readonly panels: readonly Level[];
}

/** Takes custody as soon as the submission is known. */
export const accept = (state: TriageState, facts: TriageFacts, place: Place, clock: Deadline): readonly TriageEvent[] => {
  const { submitted } = facts;
  if (state.stage !== 'NONE' || submitted === null) return [];
  const { appealId, regionId, regionPath, barred, restricted } = submitted;
  const data = {
    appealId,
    screeningLevel: screeningLevel(restricted, place.panels),
    regionId,
    regionPath,
    barred,
    restricted,
    clock,
  };
  return [{ type: 'AppealAccepted', v: 1, data }];
};
