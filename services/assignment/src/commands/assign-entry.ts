import type { Caller } from '@daqidi/service';
import { assign } from '../domain/handle.js';
import type { AssignEntryInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { entryCall } from './entry-call.js';
import { handlingDeadline } from './entry-deadlines.js';
import { unitPathOf } from './unit-path.js';

export const assignEntry = (tools: Tools, caller: Caller, input: AssignEntryInput) => {
  const { model, directory, clock } = tools;
  const now = clock.now();
  const unitPath = unitPathOf(directory, input.unitId, now);
  return model.entries.execute(input.appealId, entryCall(tools, caller, input), ({ state }) =>
    assign(state, unitPath, handlingDeadline(directory, state.opened?.category ?? 'RESOLUTION', now)),
  );
};
