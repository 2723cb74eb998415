import { type Heard, type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Whoever is given the case may read how it was assessed; nothing is joined to a case that was closed. */
export const learnAssignment = ({ model }: Tools): readonly Listener[] => {
  const learnHolder = (event: Heard<'assignment', 'EntryAssigned' | 'HolderSucceeded'>): Promise<void> =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, units: [...new Set([...facts.units, ...event.data.unitPath])] }),
      decide: () => [],
    });
  return [
    on('assignment', 'EntryAssigned', learnHolder),
    on('assignment', 'HolderSucceeded', learnHolder),
    on('assignment', 'AppealClosed', (event) =>
      model.cases.react(event.data.appealId, event, {
        learn: (facts) => ({ ...facts, closed: true }),
        decide: () => [],
      }),
    ),
  ];
};
