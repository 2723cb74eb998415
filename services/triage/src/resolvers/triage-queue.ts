import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';

export const triageQueue: QueryResolvers<Context>['triageQueue'] = (_, { stage, first, after }, { tools, scope }) =>
  readPage({
    list: 'triageQueue',
    collection: tools.model.cases.collection,
    query: 'queue',
    scope,
    where: { 'keys.stage': stage },
    first,
    after,
    keyOf: ({ keys }) => String(keys.waiting),
  });
