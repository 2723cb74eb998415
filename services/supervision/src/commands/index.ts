import { addAccused } from './add-accused.js';
import { answerMaterialRequest } from './answer-material-request.js';
import { answerOrder } from './answer-order.js';
import { concludeOrder } from './conclude-order.js';
import { concludeTrack } from './conclude-track.js';
import { decideDisagreement } from './decide-disagreement.js';
import { noteTrack } from './note-track.js';
import { proposeJointDecision } from './propose-joint-decision.js';
import { requestMaterial } from './request-material.js';
import { stateConsent } from './state-consent.js';
import { takeTrack } from './take-track.js';

// By the mutation, those that change each kind of document.
export const orderCommands = { answerOrder, concludeOrder };
export const materialCommands = { answerMaterialRequest };
export const oversightCommands = { addAccused, proposeJointDecision };
export const dualCommands = { decideDisagreement };
export const trackCommands = { takeTrack, noteTrack, requestMaterial, concludeTrack, stateConsent };
