import { orByCode, text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notOpen, supplement } from '../domain/supplement.js';
import type { SupplementAppealInput } from '../generated/schema.js';
import { petitionerByCode } from '../shared/petitioner-by-code.js';

export const supplementAppeal = orByCode(
  appealCommand<SupplementAppealInput, 'text'>({
    rule: 'appeal.supplement',
    texts: { text: text(1, 4_000) },
    open: ({ facts }) => notOpen(facts),
    decide: ({ facts, id, texts }) => supplement(facts, { appealId: id, supplementId: texts.text.vaultId, content: texts.text }),
  }),
  petitionerByCode,
);
