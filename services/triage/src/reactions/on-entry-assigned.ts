import type { EventEnvelope } from '@daqidi/events';
import type { AssignmentEvents } from '@daqidi/schemas';
import type { Cases } from '../model.js';

/** Whoever is given the case may read how it was assessed. */
export const onEntryAssigned =
  (cases: Cases) =>
  (event: EventEnvelope): Promise<void> => {
    const { appealId, unitPath } = event.data as AssignmentEvents['EntryAssigned'];
    return cases.react(appealId, event, {
      learn: (facts) => ({ ...facts, units: [...new Set([...facts.units, ...unitPath])] }),
      decide: () => [],
    });
  };
