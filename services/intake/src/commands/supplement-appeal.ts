import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notOpen, supplement } from '../domain/supplement.js';
import type { SupplementAppealInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const supplementAppeal = byCodeToo(
  appealCommand<SupplementAppealInput, 'text'>({
    rule: 'appeal.supplement',
    texts: { text: text(1, 4_000) },
    open: ({ facts }) => notOpen(facts),
    decide: ({ facts, id, texts }) => supplement(facts, { appealId: id, supplementId: texts.text.vaultId, content: texts.text }),
  }),
);
