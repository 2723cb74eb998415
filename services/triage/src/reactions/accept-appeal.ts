import type { Directory } from '@daqidi/directory';
import { deadlineFrom } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { accept, type Place } from '../domain/accept.js';
import { panelRoles } from '../domain/panel.js';
import type { Tools } from '../tools.js';

/** Levels on the way up from the place whose panel has somebody in it now. */
const placeOf = (directory: Directory, regionPath: readonly string[], now: number): Place => ({
  panels: regionPath
    .map((id) => directory.region(id))
    .reverse()
    .flatMap((region) => {
      if (region === undefined || region.level === 'GRID') return [];
      return directory.postsIn(region.id, panelRoles[region.level], now).length > 0 ? [region.level] : [];
    }),
});

/** Triage takes custody of every appeal that was handed in. */
export const acceptAppeal = ({ model, directory }: Tools): Listener =>
  on('intake', 'AppealSubmitted', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, submitted: event.data }),
      decide: (state, facts, now) =>
        accept(
          state,
          facts,
          placeOf(directory, event.data.regionPath, now),
          deadlineFrom(directory, now, ({ screeningWorkingDays }) => screeningWorkingDays),
        ),
    }),
  );
