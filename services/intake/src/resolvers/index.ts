import { mutation, mutations, totals } from '@daqidi/service';
import { dateScalar, dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { answerAtDesk } from '../commands/answer-at-desk.js';
import { callBackWithdrawal } from '../commands/call-back-withdrawal.js';
import { confirmDeskAnswer } from '../commands/confirm-desk-answer.js';
import { decideKnowledge } from '../commands/decide-knowledge.js';
import { decideRepeat } from '../commands/decide-repeat.js';
import { decideSplit } from '../commands/decide-split.js';
import { evaluateAppeal } from '../commands/evaluate-appeal.js';
import { findPetitioner } from '../commands/find-petitioner.js';
import { proposeKnowledge } from '../commands/propose-knowledge.js';
import { replaceQueryCode } from '../commands/replace-query-code.js';
import { reportNotSolved } from '../commands/report-not-solved.js';
import { retireKnowledge } from '../commands/retire-knowledge.js';
import { splitAppeal } from '../commands/split-appeal.js';
import { submitAppeal } from '../commands/submit-appeal.js';
import { submitWithoutAccount } from '../commands/submit-without-account.js';
import { supplementAppeal } from '../commands/supplement-appeal.js';
import { takeBack } from '../commands/take-back.js';
import { viewPetitioner } from '../commands/view-petitioner.js';
import { withdrawAppeal } from '../commands/withdraw-appeal.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { Appeal } from './appeal.js';
import { appealByUnifiedCode } from './appeal-by-unified-code.js';
import { CaseRow } from './case-row.js';
import { caseCounts, cases } from './cases.js';
import { foundFor } from './find-petitioner.js';
import { KnowledgeEntry, knowledge, knowledgeProposals, searchKnowledge } from './knowledge.js';
import { detailsOf } from './petitioner-details.js';
import { receiptFor, replacedFor } from './receipt.js';
import { caseByCode, timelineByCode } from './timeline-by-code.js';
import { TimelineEntry } from './timeline-entry.js';

export const resolvers: Resolvers<Context> = {
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    appeal: (_, { id }, { appeals }) => appeals.load(id),
    appealByUnifiedCode,
    cases,
    caseCounts,
    timelineByCode,
    caseByCode,
    submissionChallenge: (_, __, { tools }) => tools.proofOfWork.challenge(),
    knowledge,
    searchKnowledge,
    knowledgeProposals,
  },
  Mutation: {
    ...mutations('appeal', {
      supplementAppeal,
      evaluateAppeal,
      withdrawAppeal,
      callBackWithdrawal,
      takeBack,
      splitAppeal,
      decideSplit,
      decideRepeat,
      reportNotSolved,
      answerAtDesk,
      confirmDeskAnswer,
    }),
    ...mutations('knowledgeEntry', { proposeKnowledge, decideKnowledge, retireKnowledge }),
    submitAppeal: mutation(submitAppeal, receiptFor),
    submitWithoutAccount: mutation(submitWithoutAccount, receiptFor),
    viewPetitioner: mutation(viewPetitioner, detailsOf),
    findPetitioner: mutation(findPetitioner, foundFor),
    replaceQueryCode: mutation(replaceQueryCode, replacedFor),
  },
  Appeal: {
    ...Appeal,
    __resolveReference: ({ id }: { readonly id: string }, { appeals }: Context) => appeals.load(id),
  } as Resolvers<Context>['Appeal'],
  CaseConnection: totals,
  KnowledgeConnection: totals,
  KnowledgeEntry,
  CaseRow,
  TimelineEntry,
};
