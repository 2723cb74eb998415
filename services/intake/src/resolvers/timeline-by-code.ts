import { timingSafeEqual } from 'node:crypto';
import { queryCodeOf } from '../commands/query-code.js';
import type { Context } from '../context.js';
import { isUnifiedCode } from '../domain/unified-code.js';
import type { QueryResolvers } from '../generated/schema.js';
import { byOrder } from './appeal.js';

const same = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** Whoever holds both codes of the receipt sees the timeline; a wrong code looks exactly like no appeal. */
export const timelineByCode: QueryResolvers<Context>['timelineByCode'] = async (_, { unifiedCode, queryCode }, context) => {
  const { model, lookupSecret } = context.tools;
  if (!isUnifiedCode(unifiedCode)) return null;
  const [appeal] = await model.appeals.collection.find('byUnifiedCode', { where: { 'keys.unifiedCode': unifiedCode }, limit: 1 });
  const given = queryCode.trim().toUpperCase();
  if (!same(Buffer.from(given).toString('hex'), Buffer.from(queryCodeOf(lookupSecret, appeal?._id ?? '')).toString('hex')))
    return null;
  if (appeal === undefined) return null;
  return [...((await context.timelines.load(appeal._id))?.entries ?? [])].sort(byOrder);
};
