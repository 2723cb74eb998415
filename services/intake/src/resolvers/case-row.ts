import type { Context } from '../context.js';
import type { CaseRowResolvers } from '../generated/schema.js';
import { tagsIn } from '../shared/read-tags.js';

export const CaseRow: CaseRowResolvers<Context> = {
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
    const known = tools.directory.channel(channel ?? '');
    return { code: channel ?? '', nameZh: known?.nameZh ?? '', nameEn: known?.nameEn ?? '' };
  },
  submittedAt: ({ submittedAt }) => submittedAt?.toISOString() ?? '',
  handler: ({ handlerId }) => (handlerId === null ? null : { id: handlerId }),
  category: ({ category }) => category,
  subject: ({ subject }) => subject,
  tags: ({ parts }, _, { tools, principal }) => (principal.kind === 'PETITIONER' ? [] : tagsIn(tools, parts.tags)),
  round: ({ round }) => round,
  dueAt: ({ dueAt }) => dueAt?.toISOString() ?? null,
  overdue: ({ dueAt }, _, { tools }) => dueAt !== null && dueAt.getTime() < tools.clock.now(),
  satisfaction: ({ satisfaction }) => satisfaction,
};
