import { accept } from '../domain/handle.js';
import { byHandler, entryCommand } from '../entry-command.js';
import type { AcceptEntryInput } from '../generated/schema.js';

export const acceptEntry = entryCommand<AcceptEntryInput>({
  rule: 'entry.handle',
  by: byHandler,
  decide: ({ state, id, actor }) => accept(state, id, actor.person),
});
