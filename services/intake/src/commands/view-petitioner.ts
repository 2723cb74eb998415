import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import type { ViewPetitionerInput } from '../generated/schema.js';
import { byViewer } from '../shared/by-viewer.js';

/** Shows the petitioner in full; who looked, and why, is in the appeal's history before anything is shown, each time. */
export const viewPetitioner = appealCommand<ViewPetitionerInput, 'purpose'>({
  rule: 'petitioner.view',
  texts: { purpose: text(2, 500) },
  everyTime: true,
  by: byViewer,
  open: () => null,
  decide: ({ id, state, facts, texts: { purpose }, actor: { person } }) => {
    const own = state.takenInBy === person || facts.assignment.handlers.includes(person);
    return [{ type: 'PetitionerViewed', v: 1, data: { appealId: id, purpose, own } }];
  },
});
