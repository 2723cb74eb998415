import type { Actor } from '@daqidi/events';
import { petitionersOf } from '@daqidi/kernel';
import { DaqidiError } from '@daqidi/runtime';
import { type Asked, byRule } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { filesOf, nothingToOpen } from '../domain/attachments.js';
import type { OpenAttachmentInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** A picture may show whose it is: of a protected petitioner it is shown to himself and to the oversight tracks alone. FORBIDDEN. */
const byReader = ({ tools, caller, document, subject }: Asked<Tools, AppealDocument, object>): Actor => {
  const actor = byRule(tools, caller, undefined, subject);
  const { submitted } = document.state;
  if (submitted?.petitioner.protected !== true || petitionersOf(submitted).includes(actor.person)) return actor;
  return byRule(tools, caller, 'petitioner.protected', subject);
};

/** Gives a ticket for one file; who was given it is in the appeal's history before anything is shown, each time. */
export const openAttachment = byCodeToo(
  appealCommand<OpenAttachmentInput>({
    rule: 'attachment.open',
    everyTime: true,
    by: byReader,
    open: ({ state }) => nothingToOpen(state),
    decide: ({ id: appealId, state, facts, input: { attachmentId, form }, actor: { person } }) => {
      if (!filesOf(state).some(({ vaultId }) => vaultId === attachmentId)) throw new DaqidiError('NOT_FOUND');
      const isPetitioner = state.submitted !== null && petitionersOf(state.submitted).includes(person);
      const own = isPetitioner || state.takenInBy === person || facts.assignment.handlers.includes(person);
      return [{ type: 'AttachmentOpened', v: 1, data: { appealId, attachmentId, form: form ?? 'SHOWN', own } }];
    },
  }),
);
