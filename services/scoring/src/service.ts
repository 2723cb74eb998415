import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { createScores } from './model.js';
import { projectScore, scoringEvents } from './projections/scores.js';
import { resolvers } from './resolvers/index.js';

/** 考评: a row a case, and rates as counts over rows. It decides nothing and emits nothing. */
export const createScoring = (deps: ServiceDeps): Service =>
  createService('scoring', deps, (tools) => {
    const scores = createScores(tools.store);
    const project = projectScore(scores);
    return {
      resolvers,
      contextOf: createContext({ ...tools, scores }),
      listensTo: ['intake', 'assignment'],
      reactions: Object.fromEntries(scoringEvents.map((type) => [type, project])),
      timers: [],
    };
  });
