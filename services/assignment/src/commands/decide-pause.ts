import { dayInShanghai } from '@daqidi/calendar';
import { text } from '@daqidi/service';
import { decidePause as decide } from '../domain/pause.js';
import { nothingAsked } from '../domain/request.js';
import { byDecider, entryCommand } from '../entry-command.js';
import type { DecidePauseInput } from '../generated/schema.js';

export const decidePause = entryCommand<DecidePauseInput, 'reason'>({
  rule: 'request.decide',
  texts: { reason: text(5, 1_000) },
  by: byDecider,
  open: ({ state }) => nothingAsked(state, 'PAUSE'),
  decide: ({ state, id: appealId, input: { grants }, texts: { reason: answer }, now }) =>
    decide(state, { appealId, grants, answer, today: dayInShanghai(now) }),
});
