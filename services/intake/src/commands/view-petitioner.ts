import { principalKey } from '@daqidi/identity';
import { idBeside, newId } from '@daqidi/runtime';
import { type Caller, checkText, commandCall, permitted } from '@daqidi/service';
import type { ViewPetitionerInput } from '../generated/schema.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/** Shows the petitioner in full; who looked, and why, is in the appeal's history before anything is shown, each time. */
export const viewPetitioner = async ({ model, store, rules, randomness }: Tools, caller: Caller, input: ViewPetitionerInput) => {
  const text = checkText('purpose', input.purpose, 2, 500);
  const call = commandCall<AppealDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
  const viewId = idBeside(input.appealId, 'view', principalKey(caller.principal), input.requestId);
  const purpose = await store.vault.put(caller.principal.person, viewId, text);
  const view = (requestId: string) =>
    model.appeals.execute(input.appealId, { ...call, requestId }, () => [
      { type: 'PetitionerViewed', v: 1, data: { appealId: input.appealId, purpose } },
    ]);
  const first = await view(input.requestId);
  // A retry shows it again, so it is another view: permitted anew, and recorded under an id that no client can choose.
  return first.replayed ? view(`${input.requestId}#${newId(randomness)}`) : first;
};
