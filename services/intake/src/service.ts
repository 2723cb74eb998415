import type { EventEnvelope } from '@daqidi/events';
import { createService, type Reactions, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timelineKinds } from './domain/timeline.js';
import { createModel } from './model.js';
import { caseFolds, projectCase } from './projections/cases.js';
import { projectTimeline } from './projections/timeline.js';
import { onAppealAccepted, onAppealClosed, onAppealDismissed, onEntryAssigned, onEntryOpened } from './reactions/custody.js';
import { resolvers } from './resolvers/index.js';

/** 主动捞: takes appeals in, keeps what petitioners said, shows where each appeal stands. */
export const createIntake = (deps: ServiceDeps): Service =>
  createService('intake', deps, (tools) => {
    const model = createModel(tools.store);
    const custody: Reactions = {
      AppealAccepted: onAppealAccepted(model),
      AppealDismissed: onAppealDismissed(model),
      EntryOpened: onEntryOpened(model),
      EntryAssigned: onEntryAssigned(model),
      AppealClosed: onAppealClosed(model),
    };
    const projections = [projectCase(model, tools.directory), projectTimeline(model)];
    // Each writes a document of its own and knows what it has heard: side by side they share commits. Nothing of a failed
    // attempt may still be under way when the next begins.
    const handle =
      (type: string) =>
      async (event: EventEnvelope): Promise<void> => {
        const effects = await Promise.allSettled([custody[type]?.(event), ...projections.map((project) => project(event))]);
        const failed = effects.find((effect) => effect.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      };
    const heard = new Set([...Object.keys(custody), ...Object.keys(caseFolds), ...timelineKinds]);
    return {
      resolvers,
      contextOf: createContext({ ...tools, model }),
      listensTo: ['intake', 'triage', 'assignment'],
      reactions: Object.fromEntries([...heard].map((type) => [type, handle(type)])),
      timers: [],
    };
  });
