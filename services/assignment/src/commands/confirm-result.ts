import { confirm, notFilling } from '../domain/countersign.js';
import { answerAsRepresentative, isGroup } from '../domain/group.js';
import { entryCommand } from '../entry-command.js';
import type { ConfirmResultInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import { signingTerms } from '../signing-command.js';

export const confirmResult = byCodeToo(
  entryCommand<ConfirmResultInput>({
    rule: 'countersign.petitioner',
    open: ({ state, facts, now, tools }) => notFilling(state, 'PETITIONER', signingTerms(tools, { state, facts }, now)),
    decide: ({ state, facts, id: appealId, input: { digest, satisfaction, queryCode }, actor, now, tools }) => {
      const terms = signingTerms(tools, { state, facts }, now);
      const form = queryCode ? 'BY_CODE' : 'SIGNED';
      return isGroup(state)
        ? answerAsRepresentative(state, { appealId, digest, personId: actor.person, form, terms }, { satisfaction })
        : confirm(state, { appealId, digest, satisfaction, form, terms });
    },
  }),
);
