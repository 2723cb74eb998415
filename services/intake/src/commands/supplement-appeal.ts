import { principalKey } from '@daqidi/identity';
import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText, commandCall, permitted } from '@daqidi/service';
import { supplement } from '../domain/supplement.js';
import type { SupplementAppealInput } from '../generated/schema.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

export const supplementAppeal = async ({ model, store, rules }: Tools, caller: Caller, input: SupplementAppealInput) => {
  const text = checkText('text', input.text, 1, 4_000);
  const call = commandCall<AppealDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
  const supplementId = idBeside(input.appealId, 'supplement', principalKey(caller.principal), input.requestId);
  const content = await store.vault.put(caller.principal.person, supplementId, text);
  return model.appeals.execute(input.appealId, call, ({ facts }) =>
    supplement(facts, { appealId: input.appealId, supplementId, content }),
  );
};
