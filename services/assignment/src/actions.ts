import { acceptEntry } from './commands/accept-entry.js';
import { askExtension } from './commands/ask-extension.js';
import { askPause } from './commands/ask-pause.js';
import { assignEntry } from './commands/assign-entry.js';
import { checkPublication } from './commands/check-publication.js';
import { confirmResult } from './commands/confirm-result.js';
import { countersign } from './commands/countersign.js';
import { countersignOne } from './commands/countersign-one.js';
import { decideExtension } from './commands/decide-extension.js';
import { decideObjection } from './commands/decide-objection.js';
import { decidePause } from './commands/decide-pause.js';
import { decideReopening } from './commands/decide-reopening.js';
import { decideWithdrawal } from './commands/decide-withdrawal.js';
import { endPause } from './commands/end-pause.js';
import { fillPetitionerSlot } from './commands/fill-petitioner-slot.js';
import { judgeReuse } from './commands/judge-reuse.js';
import { nameHandler } from './commands/name-handler.js';
import { objectToAssignment } from './commands/object-to-assignment.js';
import { planMeasure } from './commands/plan-measure.js';
import { proposePublication } from './commands/propose-publication.js';
import { proposeResult } from './commands/propose-result.js';
import { recordContactAttempt } from './commands/record-contact-attempt.js';
import { recordProgress } from './commands/record-progress.js';
import { refuseResult } from './commands/refuse-result.js';
import { reportMeasureDone } from './commands/report-measure-done.js';
import { reportStepDone } from './commands/report-step-done.js';
import { statePlan } from './commands/state-plan.js';
import { takeDownPublication } from './commands/take-down-publication.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = { confirmResult, refuseResult };

// By the mutation, those that change each kind of document.
export const entryCommands = {
  assignEntry,
  acceptEntry,
  objectToAssignment,
  decideObjection,
  askExtension,
  decideExtension,
  askPause,
  decidePause,
  endPause,
  nameHandler,
  statePlan,
  reportStepDone,
  recordProgress,
  recordContactAttempt,
  proposeResult,
  ...commandsByCode,
  fillPetitionerSlot,
  countersign,
  decideWithdrawal,
  decideReopening,
  judgeReuse,
};
/** Everything that changes an entry, by the mutation that does it; the batch is asked for its one. */
export const actionsOnEntry = { ...entryCommands, countersignMany: countersignOne };
export const publicationCommands = { proposePublication, checkPublication, takeDownPublication };
export const suggestionCommands = { planMeasure, reportMeasureDone };
