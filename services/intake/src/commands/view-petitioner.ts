import { byRule, text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import type { ViewPetitionerInput } from '../generated/schema.js';

/** Shows the petitioner in full; who looked, and why, is in the appeal's history before anything is shown, each time. */
export const viewPetitioner = appealCommand<ViewPetitionerInput, 'purpose'>({
  rule: 'petitioner.view',
  texts: { purpose: text(2, 500) },
  everyTime: true,
  by: ({ tools, caller, document, subject }) => {
    const actor = byRule(tools, caller, undefined, subject);
    return document.state.submitted?.petitioner.protected ? byRule(tools, caller, 'petitioner.protected', subject) : actor;
  },
  decide: ({ id, texts }) => [{ type: 'PetitionerViewed', v: 1, data: { appealId: id, purpose: texts.purpose } }],
});
