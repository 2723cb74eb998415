import { bytesOf, namedFiles, text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { filesOf } from '../domain/attachments.js';
import { notOpen, supplement } from '../domain/supplement.js';
import type { SupplementAppealInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const supplementAppeal = byCodeToo(
  appealCommand<SupplementAppealInput, 'text'>({
    rule: 'appeal.supplement',
    texts: { text: text(1, 4_000) },
    open: ({ facts }) => notOpen(facts),
    attachments: { of: 'PETITIONER', heldBytes: (state) => bytesOf(filesOf(state)) },
    decide: ({ facts, id, texts, attachments }) =>
      supplement(facts, { appealId: id, supplementId: texts.text.vaultId, content: texts.text, ...namedFiles(attachments) }),
  }),
);
