import { dueBy, isStale, readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import { panelsOf } from '../domain/panel.js';
import type { QueryResolvers } from '../generated/schema.js';

/** The streams that a case holds. */
const holds = ['triage:case', 'intake:appeal', 'assignment:entry', 'supervision:oversight'];

export const triageQueue: QueryResolvers<Context>['triageQueue'] = async (_, args, { tools, scope, principal }) => {
  const { stage, dueBefore, overdue, mine, first, after, position } = args;
  const { cases } = tools.model;
  const stale = await isStale(position, { kept: cases, holds, scope });
  const due = dueBy({ dueBefore, overdue }, tools.clock.now());
  const page = await readPage({
    tools,
    list: 'triageQueue',
    collection: cases.collection,
    query: 'queue',
    scope,
    where: {
      'keys.stage': stage,
      ...(due === null ? {} : { 'keys.waiting': { $lt: due } }),
      ...(mine ? { 'keys.panel': { $in: panelsOf(principal.posts.map(({ role }) => role)) } } : {}),
    },
    first,
    after,
    keyOf: ({ keys }) => String(keys.waiting),
  });
  return { ...page, stale };
};
