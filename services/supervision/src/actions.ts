import { addAccused } from './commands/add-accused.js';
import { answerMaterialRequest } from './commands/answer-material-request.js';
import { answerOrder } from './commands/answer-order.js';
import { concludeOrder } from './commands/conclude-order.js';
import { concludeTrack } from './commands/conclude-track.js';
import { decideDisagreement } from './commands/decide-disagreement.js';
import { noteTrack } from './commands/note-track.js';
import { proposeJointDecision } from './commands/propose-joint-decision.js';
import { requestMaterial } from './commands/request-material.js';
import { stateConsent } from './commands/state-consent.js';
import { takeTrack } from './commands/take-track.js';

// By the mutation, those that change each kind of document.
export const orderCommands = { answerOrder, concludeOrder };
export const materialCommands = { answerMaterialRequest };
export const oversightCommands = { addAccused, proposeJointDecision };
export const dualCommands = { decideDisagreement };
export const trackCommands = { takeTrack, noteTrack, requestMaterial, concludeTrack, stateConsent };
