import type { Caller } from '@daqidi/service';
import { confirm } from '../domain/countersign.js';
import type { ConfirmResultInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { entryCall } from './entry-call.js';

export const confirmResult = (tools: Tools, caller: Caller, input: ConfirmResultInput) => {
  const { appealId, digest, satisfaction } = input;
  const order = tools.directory.policy(tools.clock.now()).countersignOrder;
  return tools.model.entries.execute(appealId, entryCall(tools, caller, input), ({ state }) =>
    confirm(state, { appealId, digest, satisfaction, order }),
  );
};
