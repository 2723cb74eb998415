import { answerAtDesk } from './answer-at-desk.js';
import { callBackWithdrawal } from './call-back-withdrawal.js';
import { confirmDeskAnswer } from './confirm-desk-answer.js';
import { decideKnowledge } from './decide-knowledge.js';
import { decideSplit } from './decide-split.js';
import { evaluateAppeal } from './evaluate-appeal.js';
import { replaceQueryCode } from './replace-query-code.js';
import { reportNotSolved } from './report-not-solved.js';
import { retireKnowledge } from './retire-knowledge.js';
import { splitAppeal } from './split-appeal.js';
import { supplementAppeal } from './supplement-appeal.js';
import { takeBack } from './take-back.js';
import { viewPetitioner } from './view-petitioner.js';
import { withdrawAppeal } from './withdraw-appeal.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = {
  supplementAppeal,
  evaluateAppeal,
  withdrawAppeal,
  decideSplit,
  reportNotSolved,
  confirmDeskAnswer,
};

/** The mutations that answer the appeal. */
export const appealCommands = { ...commandsByCode, callBackWithdrawal, takeBack, splitAppeal, answerAtDesk };

/** Everything that changes an appeal, by the mutation that does it. */
export const actionsOnAppeal = { ...appealCommands, viewPetitioner, replaceQueryCode };

/** What changes an entry of the knowledge base. */
export const knowledgeCommands = { decideKnowledge, retireKnowledge };
