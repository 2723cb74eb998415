import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timeOut } from './domain/time-out.js';
import { createModel, type Model } from './model.js';
import { onAppealAssessed, onAppealSubmitted } from './reactions/open-entry.js';
import { resolvers } from './resolvers/index.js';

export interface Assignment extends Service {
  readonly model: Model;
}

/** 分级定责、分层建账、化解: the directory, the ledger, clocks and the four signatures. */
export const createAssignment = (deps: ServiceDeps): Assignment => {
  let model: Model | undefined;
  const service = createService('assignment', deps, (tools) => {
    const built = createModel(tools.store, deps.connection);
    model = built;
    return {
      resolvers,
      contextOf: createContext({ ...tools, model: built }),
      listensTo: ['intake', 'triage'],
      reactions: {
        AppealSubmitted: onAppealSubmitted(built.entries, tools.directory, tools.clock),
        AppealAssessed: onAppealAssessed(built.entries, tools.directory, tools.clock),
      },
      timers: [() => built.entries.fireDue(timeOut)],
    };
  });
  if (model === undefined) throw new Error('the service was built without its model');
  return { ...service, model };
};
