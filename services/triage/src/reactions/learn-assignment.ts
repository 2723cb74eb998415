import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Whoever is given the case may read how it was assessed. */
export const learnAssignment = ({ model }: Tools): Listener =>
  on('assignment', 'EntryAssigned', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, units: [...new Set([...facts.units, ...event.data.unitPath])] }),
      decide: () => [],
    }),
  );
