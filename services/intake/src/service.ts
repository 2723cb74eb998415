import { keyedHash } from '@daqidi/identity';
import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { lapseSplit } from './domain/decide-split.js';
import { lapseExport } from './domain/export.js';
import { createModel } from './model.js';
import { projectCases } from './projections/cases.js';
import { projectKnowledgeGrams } from './projections/knowledge-grams.js';
import { projectTimeline } from './projections/timeline.js';
import { projectViews } from './projections/views.js';
import { answerClosing } from './reactions/answer-closing.js';
import { bearAppeals } from './reactions/bear-appeals.js';
import { learnCustody } from './reactions/learn-custody.js';
import { remindPanel } from './reactions/remind-panel.js';
import { removeLapsedExports } from './reactions/remove-lapsed-exports.js';
import { tellPetitioner } from './reactions/tell-petitioner.js';
import { resolvers } from './resolvers/index.js';
import { makeExports } from './shared/make-exports.js';
import { remindStaff } from './shared/notices/remind-staff.js';
import { sendNotices } from './shared/notices/send-notices.js';
import { readPeopleGroups } from './shared/people-groups.js';
import { createProofOfWork } from './shared/proof-of-work.js';
import { sweepUploads } from './shared/sweep-uploads.js';
import type { Tools } from './tools.js';

/** 主动捞: takes appeals in, keeps what petitioners said, shows where each appeal stands. */
export const createIntake = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('intake', deps, {
    tools: (given) => {
      const secret = keyedHash(given.lookupSecret, 'proof-of-work');
      return {
        ...given,
        model: createModel(given.store),
        proofOfWork: createProofOfWork({ ...given, secret }),
        peopleGroups: readPeopleGroups(),
      };
    },
    resolvers,
    context: createContext,
    listeners: (tools) => [
      ...learnCustody(tools),
      answerClosing(tools),
      ...projectCases(tools),
      ...projectTimeline(tools),
      projectKnowledgeGrams(tools),
      projectViews(tools),
      ...tellPetitioner(tools),
      remindPanel(tools),
      ...bearAppeals(tools),
      removeLapsedExports(tools),
    ],
    timers: (tools) => [
      () => tools.model.appeals.fireDue((state) => lapseSplit(state)),
      () => tools.model.exports.fireDue((state, _, id) => lapseExport(state, id)),
      makeExports(tools),
      remindStaff(tools),
      sendNotices(tools),
      sweepUploads(tools),
    ],
  });
