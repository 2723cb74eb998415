import { rederive } from '@daqidi/kernel';
import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import * as publication from './domain/publication.js';
import { rederiveClocks } from './domain/rederive.js';
import { timeOut } from './domain/time-out.js';
import { createModel, type Model } from './model.js';
import { projectDirectoryChanges } from './projections/directory-changes.js';
import { projectHistory } from './projections/history.js';
import { keepSuggestions } from './reactions/keep-suggestions.js';
import { learnFollowing } from './reactions/learn-following.js';
import { learnNotSolved } from './reactions/learn-not-solved.js';
import { learnOrders } from './reactions/learn-orders.js';
import { learnTracks } from './reactions/learn-tracks.js';
import { learnWithdrawal } from './reactions/learn-withdrawal.js';
import { openEntry } from './reactions/open-entry.js';
import { openPublication } from './reactions/open-publication.js';
import { removeDrafts } from './reactions/remove-drafts.js';
import { sealEntry } from './reactions/seal-entry.js';
import { voidCodeActs } from './reactions/void-code-act.js';
import { resolvers } from './resolvers/index.js';
import { readClosingTerms } from './seed/closing-terms.js';
import { readPauseGrounds } from './seed/pause-grounds.js';
import { decidingUnitAt, resumingAt } from './shared/deciding.js';
import { keepHolders } from './shared/keep-holders.js';
import { unitOfTurnAt } from './signing-command.js';
import type { Tools } from './tools.js';

export interface Assignment extends Service<Tools> {
  readonly model: Model;
}

/** 分级定责、分层建账、化解: the directory, the ledger, clocks and the four signatures. */
export const createAssignment = (deps: ServiceDeps): Assignment => {
  const service = createService<Tools>('assignment', deps, {
    tools: (given) => ({
      ...given,
      model: createModel(given.store, deps.connection),
      closingTerms: readClosingTerms(),
      pauseGrounds: readPauseGrounds(),
    }),
    resolvers,
    context: createContext,
    listeners: (tools) => [
      ...openEntry(tools),
      ...learnOrders(tools),
      ...learnTracks(tools),
      ...sealEntry(tools),
      ...learnWithdrawal(tools),
      ...learnFollowing(tools),
      learnNotSolved(tools),
      voidCodeActs(tools),
      ...keepSuggestions(tools),
      ...openPublication(tools),
      ...removeDrafts(tools),
      ...projectHistory(tools),
      ...projectDirectoryChanges(tools),
    ],
    timers: (tools) => [
      () => keepHolders(tools),
      () => tools.model.publications.fireDue(publication.timeOut),
      () =>
        tools.model.entries.fireDue((state, facts, _, now) =>
          timeOut(state, {
            turnUnitId: unitOfTurnAt(tools, { state, facts }, now),
            decidingUnitId: decidingUnitAt(tools, { state, facts }, now),
            resuming: resumingAt(tools, state, now),
            lettersOffice: tools.directory.officeOf(facts.scope?.regionPath[0] ?? '', 'LETTERS_OFFICER'),
          }),
        ),
      () =>
        tools.model.entries.revisit('provisional', (state, _facts, _id, now) =>
          rederiveClocks(state, (clock) => rederive(tools.directory, clock), now),
        ),
    ],
  });
  const { model, clock } = service.tools;
  deps.metrics.gauge({
    name: 'daqidi_sealing_age_seconds',
    help: 'How long ago the last signature was given on the oldest case that is not sealed yet: a service does not answer.',
    labels: ['service'],
    collect: async (gauge) => {
      const [oldest] = await model.entries.collection.find('sealing', { after: '', limit: 1 });
      const since = oldest?.state.closing?.signedAt;
      gauge.set({ service: 'assignment' }, since === undefined ? 0 : Math.max(0, clock.now() - Date.parse(since)) / 1_000);
    },
  });
  return { ...service, model };
};
