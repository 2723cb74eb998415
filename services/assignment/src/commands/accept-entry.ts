import type { Caller } from '@daqidi/service';
import { accept } from '../domain/handle.js';
import type { AcceptEntryInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { entryCall } from './entry-call.js';

export const acceptEntry = (tools: Tools, caller: Caller, input: AcceptEntryInput) =>
  tools.model.entries.execute(input.appealId, entryCall(tools, caller, input), ({ state }, actor) =>
    accept(state, input.appealId, actor.person),
  );
