import type { Directory } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import type { Role } from '@daqidi/identity';
import type { Clock } from '@daqidi/runtime';
import type { IntakeEvents } from '@daqidi/schemas';
import { reviewDeadline } from '../commands/review-deadline.js';
import { accept, type PanelLevel, type Place } from '../domain/accept.js';
import type { Cases } from '../model.js';

const panelRole: Readonly<Record<PanelLevel, Role>> = {
  VILLAGE: 'VILLAGE_REVIEWER',
  TOWNSHIP: 'TOWNSHIP_REVIEWER',
  DISTRICT: 'LETTERS_OFFICER',
};

/** Levels on the way up from the place whose panel has somebody in it now. */
const placeOf = (directory: Directory, regionPath: readonly string[], now: number): Place => ({
  panels: regionPath
    .map((id) => directory.region(id))
    .reverse()
    .flatMap((region) => {
      if (region === undefined || region.level === 'GRID') return [];
      return directory.postsIn(region.id, panelRole[region.level], now).length > 0 ? [region.level] : [];
    }),
});

/** Triage takes custody of every appeal that was handed in. */
export const onAppealSubmitted =
  (cases: Cases, directory: Directory, clock: Clock) =>
  (event: EventEnvelope): Promise<void> => {
    const submitted = event.data as IntakeEvents['AppealSubmitted'];
    const now = clock.now();
    return cases.react(submitted.appealId, event, {
      learn: (facts) => ({ ...facts, submitted }),
      decide: (state, facts) =>
        accept(state, facts, placeOf(directory, submitted.regionPath, now), reviewDeadline(directory, 'SCREENING', now)),
    });
  };
