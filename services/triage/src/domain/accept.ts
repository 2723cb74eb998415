import type { Deadline, Desk } from '@daqidi/schemas';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Takes custody as soon as the submission is known. `desk`: whose the first review is. */
export const accept = (
  state: TriageState,
  { submitted, scope }: TriageFacts,
  desk: Desk,
  clock: Deadline,
): readonly TriageEvent[] => {
  if (state.stage !== 'NONE' || submitted === null || scope === null) return [];
  const { appealId, regionId } = submitted;
  return [{ type: 'AppealAccepted', v: 1, data: { appealId, desk, regionId, ...scope, clock } }];
};
