import { writeStep } from '@daqidi/kernel';
import type { Context } from '../context.js';
import { timelineText } from '../domain/timeline.js';
import type { TimelineEntryResolvers } from '../generated/schema.js';

export const TimelineEntry: TimelineEntryResolvers<Context> = {
  id: ({ _id }) => _id,
  step: ({ appealId, kind, queryCode = null }) => writeStep({ appealId, kind, queryCode }),
  at: ({ at }) => at,
  textZh: ({ kind }) => timelineText(kind)?.zh ?? kind,
  textEn: ({ kind }) => timelineText(kind)?.en ?? kind,
  dueAt: ({ dueAt }) => dueAt,
};
