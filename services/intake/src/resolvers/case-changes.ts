import { badInput } from '@daqidi/runtime';
import { decodeCursor, encodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import { changedAt, changesFrom } from '../domain/changes.js';
import type { QueryResolvers } from '../generated/schema.js';

const list = 'case changes';

const from = (since: string): string => {
  const [last] = decodeCursor(list, since);
  const moment = typeof last === 'string' ? changesFrom(last) : null;
  if (moment === null) throw badInput('since', 'This is no cursor of changes.', '变更游标无效。');
  return moment;
};

/** Of the reader's own rows: what is hidden leaves neither a line nor a gap, and its cursor is the same without it. */
export const caseChanges: QueryResolvers<Context>['caseChanges'] = async (_, { since, first }, { tools, scope }) => {
  const limit = pageSize(first);
  const rows = await tools.model.cases.collection.find('lastChanged', {
    scope,
    where: { changed: { $gt: since ? from(since) : '' } },
    limit,
  });
  const changed = rows.map(({ changed: change }) => change ?? '');
  return {
    cursor: changed[0] === undefined ? (since ?? null) : encodeCursor(list, [changed[0]]),
    changes: rows.map(({ _id: id }, at) => ({ id, at: changedAt(changed[at] ?? '') })),
    more: rows.length === limit,
  };
};
