import { approveVerdict } from './commands/approve-verdict.js';
import { assessAppeal } from './commands/assess-appeal.js';
import { contestDismissal } from './commands/contest-dismissal.js';
import { decideContest } from './commands/decide-contest.js';
import { decideDeskAnswer } from './commands/decide-desk-answer.js';
import { decideWithdrawalInReview } from './commands/decide-withdrawal-in-review.js';
import { dismissAppeal } from './commands/dismiss-appeal.js';
import { endFollowing } from './commands/end-following.js';
import { passScreening } from './commands/pass-screening.js';
import { recordOpinion } from './commands/record-opinion.js';
import { refuseVerdict } from './commands/refuse-verdict.js';
import { remindPanel } from './commands/remind-panel.js';
import { returnConsultation } from './commands/return-consultation.js';
import { withdrawJointDecision } from './commands/withdraw-joint-decision.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = { contestDismissal };

/** The mutations that answer the case. */
export const caseCommands = {
  passScreening,
  dismissAppeal,
  recordOpinion,
  remindPanel,
  assessAppeal,
  approveVerdict,
  refuseVerdict,
  withdrawJointDecision,
  decideWithdrawalInReview,
  ...commandsByCode,
  decideContest,
  endFollowing,
  returnConsultation,
};

/** Everything that changes a case, by the mutation that does it; the batch is asked for its one. */
export const actionsOnCase = { decideDeskAnswers: decideDeskAnswer, ...caseCommands };
