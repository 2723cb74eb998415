import { acceptEntry } from './accept-entry.js';
import { assignEntry } from './assign-entry.js';
import { checkPublication } from './check-publication.js';
import { confirmResult } from './confirm-result.js';
import { countersign } from './countersign.js';
import { decideReopening } from './decide-reopening.js';
import { decideWithdrawal } from './decide-withdrawal.js';
import { fillPetitionerSlot } from './fill-petitioner-slot.js';
import { judgeReuse } from './judge-reuse.js';
import { nameHandler } from './name-handler.js';
import { planMeasure } from './plan-measure.js';
import { proposePublication } from './propose-publication.js';
import { proposeResult } from './propose-result.js';
import { recordContactAttempt } from './record-contact-attempt.js';
import { recordProgress } from './record-progress.js';
import { refuseResult } from './refuse-result.js';
import { reportMeasureDone } from './report-measure-done.js';
import { reportStepDone } from './report-step-done.js';
import { statePlan } from './state-plan.js';
import { takeDownPublication } from './take-down-publication.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = { confirmResult, refuseResult };

// By the mutation, those that change each kind of document.
export const entryCommands = {
  assignEntry,
  acceptEntry,
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
export const publicationCommands = { proposePublication, checkPublication, takeDownPublication };
export const suggestionCommands = { planMeasure, reportMeasureDone };
