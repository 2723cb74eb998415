import { withdrawalView } from '@daqidi/kernel';
import type { CaseScope } from '@daqidi/schemas';
import { actionsOf, textUnder } from '@daqidi/service';
import { actionsOnCase } from '../actions.js';
import type { Context } from '../context.js';
import { awaitedIn } from '../domain/awaited.js';
import type { TriageState } from '../domain/triage-case.js';
import type { TriageCaseResolvers } from '../generated/schema.js';
import { subjectOf, type TriageDocument } from '../subject.js';

const textFor = (document: TriageDocument, reference: { readonly vaultId: string } | null, context: Context) =>
  textUnder('appeal.content', context, subjectOf(document), reference);

type Given = Omit<NonNullable<TriageState['assessment']>, keyof CaseScope | 'regionId'>;

const verdictOf = async (document: TriageDocument, given: Given, context: Context) => {
  const { reasonableness, reasonablePart, category, level, grade, at, approved, helperUnitIds, commonProblem, complex } = given;
  return {
    reasonableness,
    reasonablePart: await textFor(document, reasonablePart, context),
    category,
    subject: context.tools.subjects.get(given.subject) ?? { code: given.subject, level1: '', level2: '' },
    level,
    grade,
    helperUnits: helperUnitIds.map((id) => ({ id })),
    commonProblem,
    complex,
    proposedUnit: { id: given.proposedUnitId },
    reviewer: { id: given.reviewer },
    at,
    differingReason: await textFor(document, approved?.reason ?? null, context),
    approvedBy: approved && { id: approved.by },
  };
};

/** Shown of those that follow one. */
const mostFollowers = 100;

export const TriageCase: TriageCaseResolvers<Context> = {
  id: ({ _id }) => _id,
  appeal: (document) => ({ id: document._id, triage: document }),
  version: ({ version }) => version,
  stage: ({ state }) => (state.stage === 'NONE' ? 'SCREENING' : state.stage),
  desk: ({ state }) => state.desk,
  screening: async (document, _, context) => {
    const { screening } = document.state;
    if (screening === null) return null;
    const { reviewer, at, passed, ground, explanation, duplicateOfId } = screening;
    const first = duplicateOfId === null ? null : await context.cases.load(duplicateOfId);
    return {
      duplicateOf: first && { id: first._id, triage: first },
      reviewer: { id: reviewer },
      at,
      passed,
      ground,
      explanation: await textFor(document, explanation, context),
    };
  },
  opinions: (document, _, context) =>
    Promise.all(
      document.state.opinions.map(async ({ reviewer, office, reasonableness, text, at }) => ({
        reviewer: { id: reviewer },
        office,
        reasonableness,
        text: await textFor(document, text, context),
        at,
      })),
    ),
  awaited: ({ state, facts }, _, { tools: { directory, clock }, principal }) => {
    const awaited = awaitedIn(state, facts, directory, clock.now());
    const isMember = [...awaited, ...state.opinions.map(({ reviewer }) => reviewer)].includes(principal.person);
    return isMember ? awaited.map((id) => ({ id })) : [];
  },
  proposal: async (document, _, context) => {
    const { proposal } = document.state;
    if (document.state.stage !== 'ASSESSING' || proposal === null) return null;
    const { verdict, reviewer, at } = proposal;
    return {
      verdict: await verdictOf(document, { ...verdict, reviewer, at, approved: null }, context),
      reason: await textFor(document, verdict.reason, context),
      unit: { id: verdict.unitId },
    };
  },
  jointDecision: async (document, _, context) => {
    const { joint } = document.state;
    if (joint === null) return null;
    const { proposed, reviewer, at } = joint;
    const { digest, dismissal, verdict, reason } = proposed;
    return {
      digest,
      ground: dismissal?.ground ?? null,
      explanation: await textFor(document, dismissal?.explanation ?? null, context),
      verdict:
        verdict && (await verdictOf(document, { ...verdict, appealId: document._id, reviewer, at, approved: null }, context)),
      reason: await textFor(document, reason, context),
      proposedBy: { id: reviewer },
      at,
    };
  },
  assessment: async (document, _, context) => {
    const { assessment } = document.state;
    return assessment && verdictOf(document, assessment, context);
  },
  contest: async (document, _, context) => {
    const { contest } = document.state;
    if (contest === null) return null;
    const { at, upheld, decidedAt, by, reason, explanation } = contest;
    return {
      at,
      upheld,
      decidedAt,
      by: by === null ? null : { id: by },
      reason: await textFor(document, reason, context),
      explanation: await textFor(document, explanation, context),
    };
  },
  follows: async ({ state: { following } }, _, { cases }) => {
    const leader = following && (await cases.load(following.leaderId));
    return leader && { id: leader._id, triage: leader };
  },
  followers: async ({ facts: { followers } }, _, { cases }) => {
    const seen = await Promise.all(followers.map(({ appealId }) => cases.load(appealId)));
    return seen
      .filter((one) => one !== null)
      .slice(0, mostFollowers)
      .map((one) => ({ id: one._id, triage: one }));
  },
  withdrawal: async (document, _, context) => {
    const { withdrawal } = document.state;
    return withdrawal && withdrawalView(withdrawal, await textFor(document, withdrawal.reason, context));
  },
  consultingUnit: ({ state: { consultingUnitId: id } }) => (id === null ? null : { id }),
  deskAnswerDigest: ({ state }) => state.deskAnswer,
  actions: actionsOf(actionsOnCase, (document: TriageDocument) => ({ document, names: { appealId: document._id } })),
  dueAt: ({ state }) => (state.clock === null || state.clock.status === 'ENDED' ? null : state.clock.dueAt),
};
