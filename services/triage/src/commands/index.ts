import { approveVerdict } from './approve-verdict.js';
import { assessAppeal } from './assess-appeal.js';
import { contestDismissal } from './contest-dismissal.js';
import { decideContest } from './decide-contest.js';
import { decideDeskAnswer } from './decide-desk-answer.js';
import { decideWithdrawalInReview } from './decide-withdrawal-in-review.js';
import { dismissAppeal } from './dismiss-appeal.js';
import { passScreening } from './pass-screening.js';
import { recordOpinion } from './record-opinion.js';
import { refuseVerdict } from './refuse-verdict.js';
import { returnConsultation } from './return-consultation.js';
import { withdrawJointDecision } from './withdraw-joint-decision.js';

/** What the petitioner's query code is enough for. */
export const commandsByCode = { contestDismissal };

/** The mutations that answer the case. */
export const caseCommands = {
  passScreening,
  dismissAppeal,
  recordOpinion,
  assessAppeal,
  approveVerdict,
  refuseVerdict,
  withdrawJointDecision,
  decideWithdrawalInReview,
  ...commandsByCode,
  decideContest,
  returnConsultation,
};

/** Everything that changes a case, by the mutation that does it; the batch is asked for its one. */
export const actionsOnCase = { decideDeskAnswers: decideDeskAnswer, ...caseCommands };
