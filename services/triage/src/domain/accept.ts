import type { Deadline } from './clock.js';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

export type PanelLevel = 'VILLAGE' | 'TOWNSHIP' | 'DISTRICT';

/** What the jurisdiction tree says about the place of an appeal. */
export interface Place {
  /** Levels that have a panel with somebody in it, nearest first. */
  readonly panels: readonly PanelLevel[];
}

/**
 * The panel of the village, or of the level above where it has none. A restricted appeal goes past every panel that may be
 * subordinate to the accused: to the district.
 */
export const screeningLevel = (restricted: boolean, { panels }: Place): PanelLevel =>
  restricted ? 'DISTRICT' : (panels[0] ?? 'DISTRICT');

/** Takes custody as soon as the submission is known. */
export const accept = (state: TriageState, facts: TriageFacts, place: Place, clock: Deadline): readonly TriageEvent[] => {
  const { submitted } = facts;
  if (state.stage !== 'NONE' || submitted === null) return [];
  const { appealId, regionId, regionPath, barred, restricted } = submitted;
  return [
    {
      type: 'AppealAccepted',
      v: 1,
      data: { appealId, screeningLevel: screeningLevel(restricted, place), regionId, regionPath, barred, restricted, clock },
    },
  ];
};
