import { refusalIn } from '@daqidi/service';
import { accept } from '../domain/handler.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { AcceptEntryInput } from '../generated/schema.js';

export const acceptEntry = entryCommand<AcceptEntryInput>({
  rule: 'entry.handle',
  by: byHandler,
  open: ({ state, facts, id: appealId, actor, now, tools }) =>
    refusalIn(accept(state, { appealId, handlerId: actor.person, handlersOf: handlersAt(tools, facts, now) })),
  decide: ({ state, facts, id: appealId, actor, now, tools }) =>
    accept(state, { appealId, handlerId: actor.person, handlersOf: handlersAt(tools, facts, now) }),
});
