import { answerAtDesk } from './commands/answer-at-desk.js';
import { callBackWithdrawal } from './commands/call-back-withdrawal.js';
import { chooseNotices } from './commands/choose-notices.js';
import { confirmDeskAnswer } from './commands/confirm-desk-answer.js';
import { correctContact } from './commands/correct-contact.js';
import { decideKnowledge } from './commands/decide-knowledge.js';
import { decideRepeat } from './commands/decide-repeat.js';
import { decideSplit } from './commands/decide-split.js';
import { evaluateAppeal } from './commands/evaluate-appeal.js';
import { openAttachment } from './commands/open-attachment.js';
import { recordSignedSlip } from './commands/record-signed-slip.js';
import { replaceQueryCode } from './commands/replace-query-code.js';
import { reportNotSolved } from './commands/report-not-solved.js';
import { retireKnowledge } from './commands/retire-knowledge.js';
import { splitAppeal } from './commands/split-appeal.js';
import { supplementAppeal } from './commands/supplement-appeal.js';
import { tagAppeal } from './commands/tag-appeal.js';
import { takeBack } from './commands/take-back.js';
import { viewPetitioner } from './commands/view-petitioner.js';
import { withdrawAppeal } from './commands/withdraw-appeal.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = {
  supplementAppeal,
  evaluateAppeal,
  withdrawAppeal,
  decideSplit,
  reportNotSolved,
  confirmDeskAnswer,
  takeBack,
  correctContact,
  chooseNotices,
};

/** The mutations that answer the appeal. */
export const appealCommands = {
  ...commandsByCode,
  callBackWithdrawal,
  splitAppeal,
  tagAppeal,
  decideRepeat,
  answerAtDesk,
  recordSignedSlip,
};

/** Everything that changes an appeal, by the mutation that does it. */
export const actionsOnAppeal = { ...appealCommands, viewPetitioner, replaceQueryCode, openAttachment };

/** What changes an entry of the knowledge base. */
export const knowledgeCommands = { decideKnowledge, retireKnowledge };
