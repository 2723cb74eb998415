import { latestScope, scopeIn } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import { keepScope } from '../domain/oversight.js';
import { scopeAt } from '../shared/scope-with.js';
import { spreadScope } from '../shared/spread-scope.js';
import type { Tools } from '../tools.js';
import { raiseForRepeats } from './gather-repeats.js';

/** Learns of every case what its submission said; what is stated from then on is the oversight document's alone. */
export const learnSubmission = (tools: Tools): Listener =>
  on('intake', 'AppealSubmitted', async (event) => {
    const { appealId, accused } = event.data;
    await tools.model.oversights.react(appealId, event, {
      learn: (facts) => ({ ...facts, scope: scopeIn(event.data), accused }),
      decide: (state, facts, now) => keepScope(state, facts, appealId, scopeAt(tools.directory, facts, now)),
    });
    await spreadScope(tools, appealId);
  });

/**
 * The units that it is given to know of the case: whoever works there may state that he takes no part, and is asked about repeats that were
 * heard of before.
 */
export const learnHolders = (tools: Tools): readonly Listener[] => {
  const learning = async (event: Heard<'assignment', 'EntryAssigned' | 'HolderSucceeded'>): Promise<void> => {
    await tools.model.oversights.react(event.data.appealId, event, {
      learn: (facts) => ({
        ...facts,
        units: [...new Set([...facts.units, ...event.data.unitPath])].sort(),
        holder: event.data.unitId,
      }),
      decide: () => [],
    });
    await raiseForRepeats(tools, event);
  };
  return [on('assignment', 'EntryAssigned', learning), on('assignment', 'HolderSucceeded', learning)];
};

/** Every order about the case follows. */
export const followScope = (tools: Tools): Listener =>
  on('supervision', 'ScopeStated', async (event) => {
    const { appealId } = event.data;
    await tools.model.oversights.inform(appealId, (facts) => {
      const told = latestScope(facts.told, scopeIn(event.data));
      return told === facts.told ? facts : { ...facts, told };
    });
    await spreadScope(tools, appealId);
  });

/** Whoever is asked to decide between the tracks has to know of the case: what it says, and whom it accuses (domain, 2.4). */
export const askConference = ({ model, directory }: Tools): Listener =>
  on('supervision', 'DisagreementRaised', (event) => {
    const { appealId, desk } = event.data;
    return model.oversights.react(appealId, event, {
      learn: (facts) => ({ ...facts, conference: desk }),
      decide: (state, facts, now) => keepScope(state, facts, appealId, scopeAt(directory, facts, now)),
    });
  });
