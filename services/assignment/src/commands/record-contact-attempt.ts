import { dayInShanghai } from '@daqidi/calendar';
import { recordContactAttempt as decide, notSeeking } from '../domain/handle.js';
import { byReacher, entryCommand } from '../entry-command.js';
import type { RecordContactAttemptInput } from '../generated/schema.js';

export const recordContactAttempt = entryCommand<RecordContactAttemptInput>({
  rule: 'entry.contact',
  by: byReacher,
  open: ({ state }) => notSeeking(state),
  decide: ({ state, id, input, now }) =>
    decide(state, { appealId: id, means: input.means, on: dayInShanghai(now) }, input.representative ?? null),
});
