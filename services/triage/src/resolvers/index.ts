import { mutations, runBatch, totals } from '@daqidi/service';
import { dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { approveVerdict } from '../commands/approve-verdict.js';
import { assessAppeal } from '../commands/assess-appeal.js';
import { contestDismissal } from '../commands/contest-dismissal.js';
import { decideContest } from '../commands/decide-contest.js';
import { decideDeskAnswer } from '../commands/decide-desk-answer.js';
import { decideWithdrawalInReview } from '../commands/decide-withdrawal-in-review.js';
import { dismissAppeal } from '../commands/dismiss-appeal.js';
import { passScreening } from '../commands/pass-screening.js';
import { recordOpinion } from '../commands/record-opinion.js';
import { refuseVerdict } from '../commands/refuse-verdict.js';
import { returnConsultation } from '../commands/return-consultation.js';
import { withdrawJointDecision } from '../commands/withdraw-joint-decision.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { caseByCode } from '../shared/petitioner-by-code.js';
import { TimelineEntry } from './timeline-entry.js';
import { TriageCase } from './triage-case.js';
import { triageQueue } from './triage-queue.js';

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    triageCase: (_, { id }, { cases }) => cases.load(id),
    triageQueue,
    subjects: (_, __, { tools }) => tools.subjects.list,
  },
  Mutation: {
    decideDeskAnswers: async (_, { input }, context) => {
      const results = await runBatch(decideDeskAnswer, context, input);
      return { results: results.map(({ document, ...rest }) => ({ ...rest, triageCase: document })) };
    },
    ...mutations('triageCase', {
      passScreening,
      dismissAppeal,
      recordOpinion,
      assessAppeal,
      approveVerdict,
      refuseVerdict,
      withdrawJointDecision,
      decideWithdrawalInReview,
      contestDismissal,
      decideContest,
      returnConsultation,
    }),
  },
  TriageConnection: totals,
  Appeal: {
    triage: ({ id, triage }, _, { cases }) => (triage === undefined ? cases.load(id) : triage),
    __resolveReference: async ({ id }: { readonly id: string }, { cases }: Context) => {
      const triage = await cases.load(id);
      return triage === null ? null : { id, triage };
    },
  } as Resolvers<Context>['Appeal'],
  CaseByCode: {
    __resolveReference: async ({ id, code }: { readonly id: string; readonly code: string }, { tools }: Context) => ({
      id,
      code,
      triageVersion: (await caseByCode(tools, id, code))?.version ?? null,
    }),
  } as Resolvers<Context>['CaseByCode'],
  TimelineEntry: {
    ...TimelineEntry,
    __resolveReference: (reference: { readonly id: string; readonly step: string }) => ({ ...reference }),
  } as Resolvers<Context>['TimelineEntry'],
  TriageCase: {
    ...TriageCase,
    __resolveReference: ({ id }: { readonly id: string }, { cases }: Context) => cases.load(id),
  } as Resolvers<Context>['TriageCase'],
};
