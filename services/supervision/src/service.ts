import { isConflictedUnit, rederive } from '@daqidi/kernel';
import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import * as material from './domain/material.js';
import { rederiveClock, timeOut } from './domain/order.js';
import { keepScope } from './domain/oversight.js';
import * as tracks from './domain/tracks.js';
import { officeOfTrack } from './dual-command.js';
import { createModel } from './model.js';
import { riseAt } from './order-command.js';
import { projectTrackNotes } from './projections/track-notes.js';
import { answerClosingRequest } from './reactions/answer-closing.js';
import { askConsents } from './reactions/ask-consent.js';
import { askForMaterial } from './reactions/ask-for-material.js';
import { gatherRepeats } from './reactions/gather-repeats.js';
import { issueOrder } from './reactions/issue-order.js';
import { askConference, followScope, learnHolders, learnSubmission } from './reactions/keep-scope.js';
import { keepTracks } from './reactions/keep-tracks.js';
import { learnReviewers } from './reactions/learn-reviewers.js';
import { withdrawOrder } from './reactions/withdraw-order.js';
import { resolvers } from './resolvers/index.js';
import { scopeAt } from './shared/scope-with.js';
import type { Tools } from './tools.js';

/** 督办: who may know of a case, the two tracks that watch a complaint, formal demands with clocks of their own. */
export const createSupervision = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('supervision', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store) }),
    resolvers,
    context: createContext,
    listeners: (tools) => [
      learnSubmission(tools),
      ...learnHolders(tools),
      followScope(tools),
      askConference(tools),
      ...keepTracks(tools),
      ...learnReviewers(tools),
      ...askConsents(tools),
      projectTrackNotes(tools),
      ...issueOrder(tools),
      ...gatherRepeats(tools),
      ...withdrawOrder(tools),
      ...answerClosingRequest(tools),
      ...askForMaterial(tools),
    ],
    timers: (tools) => [
      () => tools.model.orders.fireDue((state, facts, _id, now) => timeOut(state, riseAt(tools, state, facts, now))),
      () => tools.model.duals.fireDue((state, facts, _id, now) => tracks.timeOut(state, officeOfTrack(tools, facts, now))),
      () =>
        tools.model.duals.revisit('provisional', (state, _facts, _id, now) =>
          tracks.rederiveClocks(state, (clock) => rederive(tools.directory, clock), now),
        ),
      () => tools.model.orders.revisit('provisional', (state) => rederiveClock(state, rederive(tools.directory, state.clock))),
      () => tools.model.materials.fireDue(material.timeOut),
      () =>
        tools.model.materials.revisit('provisional', (state) =>
          material.rederiveClock(state, rederive(tools.directory, state.clock)),
        ),
      // A unit that has come to be among the accused, by what was stated or by the directory, is asked no more.
      () =>
        tools.model.materials.revisit('asked', (state, { scope }, _id, now) =>
          scope !== null && state.asked !== null && isConflictedUnit(tools.directory, scope, state.asked.unitId, now)
            ? material.withdraw(state)
            : [],
        ),
      () =>
        tools.model.oversights.revisit('secret', (state, facts, id, now) =>
          keepScope(state, facts, id, scopeAt(tools.directory, facts, now)),
        ),
    ],
  });
