import { notResuming, resume } from '../domain/pause.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { EndPauseInput } from '../generated/schema.js';
import { resumingAt } from '../shared/deciding.js';

export const endPause = entryCommand<EndPauseInput>({
  rule: 'entry.handle',
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notResuming(state, { person, handlersOf: handlersAt(tools, facts, now) }),
  decide: ({ state, facts, actor: { person }, now, tools }) =>
    notResuming(state, { person, handlersOf: handlersAt(tools, facts, now) }) ??
    resume(state, resumingAt(tools, state, now), false),
});
