import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Whoever is given the case may read how it was assessed; nothing is joined to a case that was closed. */
export const learnAssignment = ({ model }: Tools): readonly Listener[] => [
  on('assignment', 'EntryAssigned', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, units: [...new Set([...facts.units, ...event.data.unitPath])] }),
      decide: () => [],
    }),
  ),
  on('assignment', 'AppealClosed', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, closed: true }),
      decide: () => [],
    }),
  ),
];
