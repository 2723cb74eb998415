import { rederive } from '@daqidi/kernel';
import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { rederiveClocks } from './domain/rederive.js';
import { timeOut } from './domain/time-out.js';
import { createModel } from './model.js';
import { acceptAppeal } from './reactions/accept-appeal.js';
import { answerClosing } from './reactions/answer-closing.js';
import { keepFollowing } from './reactions/keep-following.js';
import { learnAssignment } from './reactions/learn-assignment.js';
import { learnConsultation } from './reactions/learn-consultation.js';
import { learnQueryCode } from './reactions/learn-query-code.js';
import { learnScope } from './reactions/learn-scope.js';
import { learnWithdrawal } from './reactions/learn-withdrawal.js';
import { resolvers } from './resolvers/index.js';
import { createSubjects } from './seed/subjects.js';
import { keepCompetent } from './shared/keep-competent.js';
import type { Tools } from './tools.js';

/** 甄别梳理: first and second review; what is valid leaves with category, subject, level and a proposed unit. */
export const createTriage = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('triage', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store), subjects: createSubjects() }),
    resolvers,
    context: createContext,
    listeners: (tools) => [
      acceptAppeal(tools),
      ...learnConsultation(tools),
      learnQueryCode(tools),
      ...learnScope(tools),
      ...learnAssignment(tools),
      answerClosing(tools),
      ...learnWithdrawal(tools),
      ...keepFollowing(tools),
    ],
    timers: ({ model, directory }) => [
      () => model.cases.fireDue((state, facts) => timeOut(state, facts, directory.officeOf)),
      () => model.cases.revisit('inReview', (state, facts, _, now) => keepCompetent(directory)(state, facts, now)),
      () =>
        model.cases.revisit('provisional', (state, _facts, _id, now) =>
          rederiveClocks(state, (clock) => rederive(directory, clock), now),
        ),
    ],
  });
