import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText, commandCall } from '@daqidi/service';
import { dismiss, screeningRoles } from '../domain/screen.js';
import type { DismissAppealInput } from '../generated/schema.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { reviewerOf, roleOf } from './reviewer.js';

export const dismissAppeal = async (tools: Tools, caller: Caller, input: DismissAppealInput) => {
  const text = checkText('explanation', input.explanation, 5, 2_000);
  const call = commandCall<TriageDocument>(caller, input, (document) =>
    reviewerOf(tools, caller, document, screeningRoles(document.state)),
  );
  const { person } = caller.principal;
  const explanation = await tools.store.vault.put(person, idBeside(input.appealId, 'explanation', person, input.requestId), text);
  const { appealId, ground, duplicateOfId = null } = input;
  return tools.cases.execute(appealId, call, ({ state }, actor) =>
    dismiss(state, roleOf(tools, actor), { appealId, ground, duplicateOfId, explanation }),
  );
};
