import { orByCode } from '@daqidi/service';
import { confirm, notFilling } from '../domain/countersign.js';
import { entryCommand } from '../entry-command.js';
import type { ConfirmResultInput } from '../generated/schema.js';
import { petitionerByCode } from '../shared/petitioner-by-code.js';
import { signingTerms } from '../signing-command.js';

export const confirmResult = orByCode(
  entryCommand<ConfirmResultInput>({
    rule: 'countersign.petitioner',
    open: ({ state, facts, now, tools }) => notFilling(state, 'PETITIONER', signingTerms(tools, { state, facts }, now)),
    decide: ({ state, facts, id, input: { digest, satisfaction, queryCode }, now, tools }) =>
      confirm(state, {
        appealId: id,
        digest,
        satisfaction,
        form: queryCode ? 'BY_CODE' : 'SIGNED',
        terms: signingTerms(tools, { state, facts }, now),
      }),
  }),
  petitionerByCode,
);
