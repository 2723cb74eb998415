import { confirm } from '../domain/countersign.js';
import { entryCommand } from '../entry-command.js';
import type { ConfirmResultInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';

export const confirmResult = entryCommand<ConfirmResultInput>({
  rule: 'countersign.petitioner',
  decide: ({ state, id, input: { digest, satisfaction }, now, tools }) =>
    confirm(state, { appealId: id, digest, satisfaction, terms: signingTerms(tools, state, now) }),
});
