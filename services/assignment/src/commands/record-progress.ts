import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText } from '@daqidi/service';
import { recordProgress as decide } from '../domain/handle.js';
import type { RecordProgressInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { handlerCall } from './handler-call.js';

export const recordProgress = async (tools: Tools, caller: Caller, input: RecordProgressInput) => {
  const checked = checkText('text', input.text, 1, 2_000);
  const call = handlerCall(tools, caller, input);
  const { person } = caller.principal;
  const text = await tools.store.vault.put(person, idBeside(input.appealId, 'progress', person, input.requestId), checked);
  return tools.model.entries.execute(input.appealId, call, ({ state }) => decide(state, person, input.appealId, text));
};
