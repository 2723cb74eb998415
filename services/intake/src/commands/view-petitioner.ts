import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText, commandCall, permitted } from '@daqidi/service';
import type { ViewPetitionerInput } from '../generated/schema.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/** Shows the petitioner in full; who looked, and why, is in the appeal's history before anything is shown. */
export const viewPetitioner = async ({ model, store, rules }: Tools, caller: Caller, input: ViewPetitionerInput) => {
  const text = checkText('purpose', input.purpose, 2, 500);
  const call = commandCall<AppealDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
  const { person } = caller.principal;
  const purpose = await store.vault.put(person, idBeside(input.appealId, 'view', person, input.requestId), text);
  return model.appeals.execute(input.appealId, call, () => [
    { type: 'PetitionerViewed', v: 1, data: { appealId: input.appealId, purpose } },
  ]);
};
