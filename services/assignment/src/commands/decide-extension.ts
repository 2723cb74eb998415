import { extendedDeadline } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { decideExtension as decide } from '../domain/extension.js';
import { nothingAsked } from '../domain/request.js';
import { byDecider, entryCommand } from '../entry-command.js';
import type { DecideExtensionInput } from '../generated/schema.js';

export const decideExtension = entryCommand<DecideExtensionInput, 'reason'>({
  rule: 'request.decide',
  texts: { reason: text(5, 1_000) },
  by: byDecider,
  open: ({ state }) => nothingAsked(state, 'EXTENSION'),
  decide: ({ state, id: appealId, input: { grants }, texts: { reason: answer }, now, tools: { directory } }) =>
    decide(state, { appealId, grants, answer, now, extended: (clock, days) => extendedDeadline(directory, clock, days) }),
});
