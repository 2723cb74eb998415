import { accept } from '../domain/handler.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { AcceptEntryInput } from '../generated/schema.js';

export const acceptEntry = entryCommand<AcceptEntryInput>({
  rule: 'entry.handle',
  by: byHandler,
  decide: ({ state, facts, id: appealId, actor, now, tools }) =>
    accept(state, { appealId, handlerId: actor.person, handlersOf: handlersAt(tools, facts, now) }),
});
