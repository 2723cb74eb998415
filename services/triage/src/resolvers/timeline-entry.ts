import { petitionerWithCode, readStep } from '@daqidi/kernel';
import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import type { TimelineEntryResolvers } from '../generated/schema.js';
import { subjectOf } from '../subject.js';

/** Steps that come with an explanation. */
const explained = ['AppealDismissed', 'ContestAccepted', 'ContestRefused'];

/**
 * The explanation belongs to the petitioner: whoever reads the appeal's texts is shown it at its step, and so is whoever holds the query
 * code, which is checked here again.
 */
export const TimelineEntry: TimelineEntryResolvers<Context> = {
  explanation: async ({ step }, _, context) => {
    const { appealId, kind, queryCode } = readStep(step);
    if (!explained.includes(kind)) return null;
    const { model, store } = context.tools;
    const document = queryCode === null ? await context.cases.load(appealId) : await model.cases.collection.byId(appealId);
    const { screening, contest } = document?.state ?? {};
    const explanation = (kind === 'AppealDismissed' ? screening?.explanation : contest?.explanation) ?? null;
    if (document === null || explanation === null) return null;
    if (queryCode === null) return textUnder('appeal.content', context, subjectOf(document), explanation);
    return petitionerWithCode(document.facts.submitted, queryCode) !== null ? store.vault.get(explanation.vaultId) : null;
  },
};
