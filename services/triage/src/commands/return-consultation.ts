import { deadlineFrom } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { caseCommand } from '../case-command.js';
import { notAtDesk, returnToPanel } from '../domain/desk-answer.js';
import type { ReturnConsultationInput } from '../generated/schema.js';

export const returnConsultation = caseCommand<ReturnConsultationInput, 'reason'>({
  rule: 'consultation.return',
  texts: { reason: text(5, 1_000) },
  open: ({ state }) => notAtDesk(state),
  decide: ({ state, id, texts: { reason }, now, tools: { directory } }) =>
    returnToPanel(
      state,
      id,
      reason,
      deadlineFrom(directory, now, ({ screeningWorkingDays }) => screeningWorkingDays),
    ),
});
