import { bytesOf } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { filesOf } from '../domain/attachments.js';
import { confirmDeskAnswer, notConfirmable } from '../domain/desk-answer.js';
import type { RecordSignedSlipInput } from '../generated/schema.js';

/** The desk's, where the petitioner signed on paper: a picture of it comes along, and the panel looks at it in the daily batch (domain, 2.1). */
export const recordSignedSlip = appealCommand<RecordSignedSlipInput>({
  rule: 'desk.slip',
  open: ({ state, facts }) => notConfirmable(state, facts),
  attachments: { of: 'STAFF', heldBytes: (state) => bytesOf(filesOf(state)) },
  decide: ({ state, facts, id: appealId, input: { digest, satisfaction }, attachments: slip, actor: by, now }) =>
    confirmDeskAnswer(state, facts, { appealId, digest, satisfaction, form: 'PROXY', by, slip, at: new Date(now).toISOString() }),
});
