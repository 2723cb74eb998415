import { readPage, textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import type { DirectoryChangeResolvers, QueryResolvers } from '../generated/schema.js';
import { nowhere } from '../shared/directory-commands.js';
import type { ChangeView } from '../views.js';

export const directoryChanges: QueryResolvers<Context>['directoryChanges'] = async (
  _,
  { kind, about, first, after },
  { tools, scope },
) => {
  const { counted, pageInfo, edges } = await readPage({
    tools,
    list: 'directoryChanges',
    collection: tools.model.changes.collection,
    query: 'newest',
    scope,
    where: { ...(kind ? { kind } : {}), ...(about ? { about } : {}) },
    first,
    after,
    keyOf: ({ order }) => order,
  });
  return { pageInfo, counted, edges: edges.map(({ cursor, node }) => ({ cursor, node: node as ChangeView })) };
};

export const DirectoryChange: DirectoryChangeResolvers<Context> = {
  by: ({ by }) => ({ id: by }),
  reason: ({ reason }, _, { tools, principal, reasons }) =>
    textUnder('directory.changes', { tools, principal, texts: reasons }, nowhere, reason),
};
