import type { Caller } from '@daqidi/service';
import { accept } from '../domain/handle.js';
import type { AcceptEntryInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { handlerCall } from './handler-call.js';

export const acceptEntry = (tools: Tools, caller: Caller, input: AcceptEntryInput) =>
  tools.model.entries.execute(input.appealId, handlerCall(tools, caller, input), ({ state }, actor) =>
    accept(state, input.appealId, actor.person),
  );
