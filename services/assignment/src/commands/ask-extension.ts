import { text } from '@daqidi/service';
import { askExtension as decide, notExtending } from '../domain/extension.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { AskExtensionInput } from '../generated/schema.js';
import { requestDeadline, senderDesk } from '../shared/deciding.js';

export const askExtension = entryCommand<AskExtensionInput, 'reason'>({
  rule: 'entry.handle',
  texts: { reason: text(5, 1_000) },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notExtending(state, { person, handlersOf: handlersAt(tools, facts, now), now }),
  decide: ({ state, facts, id: appealId, input: { days }, texts: { reason }, actor: { person }, now, tools }) => {
    const category = state.opened?.category ?? 'CONSULTATION';
    const { extensionWorkingDays } = tools.directory.policy(now);
    return decide(state, {
      ...{ appealId, days, reason, person, now },
      handlersOf: handlersAt(tools, facts, now),
      most: category === 'CONSULTATION' ? 0 : extensionWorkingDays[category],
      desk: senderDesk(tools, { state, facts }, person, now),
      clock: requestDeadline(tools, state, now),
    });
  },
});
