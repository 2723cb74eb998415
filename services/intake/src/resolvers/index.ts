import { dateTimeScalar, encodePosition, positionScalar } from '@daqidi/subgraph';
import { evaluateAppeal } from '../commands/evaluate-appeal.js';
import { submitAppeal } from '../commands/submit-appeal.js';
import { supplementAppeal } from '../commands/supplement-appeal.js';
import { viewPetitioner } from '../commands/view-petitioner.js';
import type { Context } from '../context.js';
import { timelineText } from '../domain/timeline.js';
import type { Resolvers } from '../generated/schema.js';
import { Appeal } from './appeal.js';
import { caseCounts, cases } from './cases.js';
import { timelineByCode } from './timeline-by-code.js';
import { warningsOf } from './warnings.js';

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    appeal: (_, { id }, { appeals }) => appeals.load(id),
    cases,
    caseCounts,
    timelineByCode,
  },
  Mutation: {
    submitAppeal: async (_, { input }, context) => {
      const { document, position, queryCode, doubt } = await submitAppeal(context.tools, context, input);
      const submitted = document.state.submitted;
      return {
        appeal: document,
        receipt: { unifiedCode: submitted?.unifiedCode ?? '', queryCode, receivedAt: submitted?.receivedAt ?? '' },
        position: encodePosition(position),
        warnings: warningsOf(doubt),
      };
    },
    supplementAppeal: async (_, { input }, context) => {
      const { document, position } = await supplementAppeal(context.tools, context, input);
      return { appeal: document, position: encodePosition(position) };
    },
    evaluateAppeal: async (_, { input }, context) => {
      const { document, position } = await evaluateAppeal(context.tools, context, input);
      return { appeal: document, position: encodePosition(position) };
    },
    viewPetitioner: async (_, { input }, context) => {
      const { document, position } = await viewPetitioner(context.tools, context, input);
      const personal = document.state.submitted?.personal ?? null;
      const stored = personal === null ? null : await context.texts.load(personal.vaultId);
      const nothing = { name: null, telephone: null, identityNumber: null, address: null };
      return {
        details: stored === null ? nothing : { ...nothing, ...JSON.parse(stored.text) },
        position: encodePosition(position),
      };
    },
  },
  Appeal: {
    ...Appeal,
    __resolveReference: ({ id }: { readonly id: string }, { appeals }: Context) => appeals.load(id),
  } as Resolvers<Context>['Appeal'],
  CaseRow: {
    id: ({ _id }) => _id,
    appeal: async ({ _id }, _, { appeals }) => {
      const appeal = await appeals.load(_id);
      if (appeal === null) throw new Error(`case row ${_id} has no appeal`);
      return appeal;
    },
    unifiedCode: ({ parts }) => parts.submitted?.unifiedCode ?? '',
    stage: ({ stage }) => stage ?? 'SUBMITTED',
    stageAt: ({ parts }) => (parts.assignment ?? parts.triage)?.at ?? parts.submitted?.receivedAt ?? '',
    region: ({ parts }) => ({ id: parts.submitted?.regionId ?? '' }),
    unit: ({ unitId }) => (unitId === null ? null : { id: unitId }),
    channel: ({ channel }, _, { tools }) => {
      const known = tools.directory.policy(tools.clock.now()).channels.find(({ code }) => code === channel);
      return { code: channel ?? '', nameZh: known?.nameZh ?? '', nameEn: known?.nameEn ?? '' };
    },
    submittedAt: ({ submittedAt }) => submittedAt?.toISOString() ?? '',
    dueAt: ({ parts }) => (parts.assignment ?? parts.triage)?.dueAt ?? null,
    overdue: ({ parts }) => (parts.assignment ?? parts.triage)?.overdue ?? false,
    satisfaction: ({ parts }) => parts.satisfaction,
  },
  TimelineEntry: {
    id: ({ _id }) => _id,
    at: ({ at }) => at,
    textZh: ({ kind }) => timelineText(kind)?.zh ?? kind,
    textEn: ({ kind }) => timelineText(kind)?.en ?? kind,
    dueAt: ({ dueAt }) => dueAt,
  },
};
