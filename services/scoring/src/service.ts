import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { createModel } from './model.js';
import { projectScores } from './projections/scores.js';
import { resolvers } from './resolvers/index.js';
import type { Tools } from './tools.js';

/** 考评: a row a case, and rates as counts over rows. It decides nothing and emits nothing. */
export const createScoring = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('scoring', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store) }),
    resolvers,
    context: createContext,
    listeners: projectScores,
    timers: () => [],
  });
