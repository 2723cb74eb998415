import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timeOut } from './domain/time-out.js';
import { createCases } from './model.js';
import { onAppealSubmitted } from './reactions/on-appeal-submitted.js';
import { onEntryAssigned } from './reactions/on-entry-assigned.js';
import { resolvers } from './resolvers/index.js';
import { createSubjects } from './subjects.js';

/** 甄别梳理: first and second review; what is valid leaves with category, subject, level and a proposed unit. */
export const createTriage = (deps: ServiceDeps): Service =>
  createService('triage', deps, (tools) => {
    const cases = createCases(tools.store);
    return {
      resolvers,
      contextOf: createContext({ ...tools, cases, subjects: createSubjects() }),
      listensTo: ['intake', 'assignment'],
      reactions: {
        AppealSubmitted: onAppealSubmitted(cases, tools.directory, tools.clock),
        EntryAssigned: onEntryAssigned(cases),
      },
      timers: [() => cases.fireDue(timeOut)],
    };
  });
