import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import type { TriageCaseResolvers } from '../generated/schema.js';
import { subjectOf, type TriageDocument } from '../subject.js';

const textFor = (document: TriageDocument, reference: { readonly vaultId: string } | null, context: Context) =>
  textUnder('appeal.content', context, subjectOf(document), reference);

export const TriageCase: TriageCaseResolvers<Context> = {
  id: ({ _id }) => _id,
  appeal: (document) => ({ id: document._id, triage: document }),
  version: ({ version }) => version,
  stage: ({ state }) => (state.stage === 'NONE' ? 'SCREENING' : state.stage),
  screeningLevel: ({ state }) => state.accepted?.screeningLevel ?? 'DISTRICT',
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
  assessment: async (document, _, context) => {
    const { assessment } = document.state;
    if (assessment === null) return null;
    const { reasonableness, reasonablePart, category, level, grade, at } = assessment;
    const subject = context.tools.subjects.get(assessment.subject) ?? { code: assessment.subject, level1: '', level2: '' };
    return {
      reasonableness,
      reasonablePart: await textFor(document, reasonablePart, context),
      category,
      subject,
      level,
      grade,
      proposedUnit: { id: assessment.proposedUnitId },
      reviewer: { id: assessment.reviewer },
      at,
    };
  },
  dueAt: ({ state }) => (state.clock === null || state.clock.status === 'ENDED' ? null : state.clock.dueAt),
};
