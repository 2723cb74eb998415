import { dayInShanghai } from '@daqidi/calendar';
import { recordContactAttempt as decide } from '../domain/handle.js';
import { entryCommand } from '../entry-command.js';
import type { RecordContactAttemptInput } from '../generated/schema.js';

export const recordContactAttempt = entryCommand<RecordContactAttemptInput>({
  rule: 'entry.contact',
  decide: ({ state, id, input, now }) => decide(state, { appealId: id, means: input.means, on: dayInShanghai(now) }),
});
