import { actionsByCode, type Info, mutations, runBatch, totals } from '@daqidi/service';
import { dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { caseCommands, commandsByCode } from '../actions.js';
import { decideDeskAnswer } from '../commands/decide-desk-answer.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { type ByCode, caseByCode } from '../shared/petitioner-by-code.js';
import { TimelineEntry } from './timeline-entry.js';
import { TriageCase } from './triage-case.js';
import { triageQueue } from './triage-queue.js';

const offeredByCode = actionsByCode(commandsByCode);

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
    ...mutations('triageCase', caseCommands),
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
    __resolveReference: async ({ id, code }: { readonly id: string; readonly code: string }, { tools }: Context) => {
      const shown = await caseByCode(tools, id, code);
      return { id, code, shown, triageVersion: shown?.document.version ?? null };
    },
    triageActions: ({ shown }: { readonly shown: ByCode | null }, _: unknown, context: Context, info: Info) =>
      shown && offeredByCode(shown.document, shown.person, context, info),
  } as unknown as Resolvers<Context>['CaseByCode'],
  TimelineEntry: {
    ...TimelineEntry,
    __resolveReference: (reference: { readonly id: string; readonly step: string }) => ({ ...reference }),
  } as Resolvers<Context>['TimelineEntry'],
  TriageCase: {
    ...TriageCase,
    __resolveReference: ({ id }: { readonly id: string }, { cases }: Context) => cases.load(id),
  } as Resolvers<Context>['TriageCase'],
};
