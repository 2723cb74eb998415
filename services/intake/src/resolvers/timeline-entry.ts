import { writeStep } from '@daqidi/kernel';
import type { Context } from '../context.js';
import { timelineText } from '../domain/timeline.js';
import type { TimelineEntryResolvers } from '../generated/schema.js';
import { shownText } from '../shared/petitioner-texts.js';

export const TimelineEntry: TimelineEntryResolvers<Context> = {
  id: ({ _id }) => _id,
  step: ({ appealId, kind, queryCode = null }) => writeStep({ appealId, kind, queryCode }),
  at: ({ at }) => at,
  textZh: ({ kind }) => timelineText(kind)?.zh ?? kind,
  textEn: ({ kind }) => timelineText(kind)?.en ?? kind,
  dueAt: ({ dueAt }) => dueAt,
  answer: async ({ appealId, kind, queryCode = null }, _, context) => {
    if (kind !== 'DeskAnswered') return null;
    const { model, store } = context.tools;
    // Whoever brings the code was found by it.
    const appeal = queryCode === null ? await context.appeals.load(appealId) : await model.appeals.collection.byId(appealId);
    const text = appeal?.state.deskAnswer?.text ?? null;
    if (appeal === null || text === null) return null;
    return queryCode === null ? shownText(appeal, text, context) : store.vault.get(text.vaultId);
  },
};
