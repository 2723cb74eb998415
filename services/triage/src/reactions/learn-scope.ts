import { withScope } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { keepCompetent } from '../shared/keep-competent.js';
import type { Tools } from '../tools.js';

/** Oversight says who may know of a case; whoever had its review may be among those who may not. */
export const learnScope = ({ model, directory }: Tools): Listener =>
  on('supervision', 'ScopeStated', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => withScope(facts, event.data),
      decide: keepCompetent(directory),
    }),
  );
