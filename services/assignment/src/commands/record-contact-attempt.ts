import { dayInShanghai } from '@daqidi/calendar';
import type { Caller } from '@daqidi/service';
import { recordContactAttempt as decide } from '../domain/handle.js';
import type { RecordContactAttemptInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { entryCall } from './entry-call.js';

export const recordContactAttempt = (tools: Tools, caller: Caller, input: RecordContactAttemptInput) => {
  const { appealId, means } = input;
  const on = dayInShanghai(tools.clock.now());
  return tools.model.entries.execute(appealId, entryCall(tools, caller, input), ({ state }) =>
    decide(state, { appealId, means, on }),
  );
};
