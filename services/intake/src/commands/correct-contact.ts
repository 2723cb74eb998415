import { petitionersOf } from '@daqidi/kernel';
import { badInput } from '@daqidi/runtime';
import { type Caller, type Command, optionalText } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { correctContact as decide, notCorrectable } from '../domain/correct-contact.js';
import type { CorrectContactInput } from '../generated/schema.js';
import { checkTelephone, noDetails } from '../petitioner-details.js';
import { ownerOfMember } from '../shared/kept-details.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import { findableBy } from '../shared/petitioner-hashes.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const nothing = badInput('input', 'Say what is corrected: telephone, address, or both.', '请填写要更正的电话或住址。');

/** `number`: of a group's representative, under whose own key it lies; 0 for the petitioner. */
const correcting = (number: number): Command<Tools, CorrectContactInput, AppealDocument> =>
  appealCommand<CorrectContactInput, 'telephone' | 'address'>({
    rule: 'contact.correct',
    texts: { telephone: (given, field) => checkTelephone(field, given), address: optionalText(200) },
    ...(number > 0 && { ownedBy: (ofCase: string) => ownerOfMember(ofCase, number) }),
    // From now on he is found by the new one.
    beside: ({ tools: { store, lookupSecret }, id: about, input, now }) => {
      const telephone = checkTelephone('telephone', input.telephone);
      const at = new Date(now).toISOString();
      return findableBy(lookupSecret, { ...noDetails, telephone }, null).map((hash) =>
        store.vault.draftLookup(hash, { about, at }),
      );
    },
    open: ({ state }) => notCorrectable(state),
    decide: ({ state, id: appealId, texts: { telephone, address }, actor: { person: personId } }) => {
      if (telephone === null && address === null) throw nothing;
      return decide(state, { appealId, personId, telephone, address });
    },
  });

/** The petitioner's number in his appeal; 0 for the first, and for whoever is none. */
const numberOf = async ({ model }: Tools, { principal }: Caller, { appealId }: CorrectContactInput): Promise<number> => {
  const submitted = (await model.appeals.collection.byId(appealId))?.state.submitted;
  return Math.max(0, submitted ? petitionersOf(submitted).indexOf(principal.person) : 0);
};

/** Corrects where the petitioner, or a representative of a group, is reached. */
export const correctContact = byCodeToo({
  ...correcting(0),
  run: async (tools: Tools, caller: Caller, input: CorrectContactInput) =>
    correcting(await numberOf(tools, caller, input)).run(tools, caller, input),
});
