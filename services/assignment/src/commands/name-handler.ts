import { nameHandler as decide, notNaming } from '../domain/handler.js';
import { byNamingLeader, entryCommand, handlersAt } from '../entry-command.js';
import type { NameHandlerInput } from '../generated/schema.js';

export const nameHandler = entryCommand<NameHandlerInput>({
  rule: 'entry.name-handler',
  by: byNamingLeader,
  open: ({ state }) => notNaming(state),
  decide: ({ state, facts, id: appealId, input: { handlerId }, now, tools }) =>
    decide(state, { appealId, handlerId, handlersOf: handlersAt(tools, facts, now) }),
});
