import type { Context } from '../context.js';
import { readUnifiedCode } from '../domain/unified-code.js';
import type { QueryResolvers } from '../generated/schema.js';

/** What no appeal has for an id: a code that nobody has is looked for as one that is hidden. */
const nowhere = '-';

export const appealByUnifiedCode: QueryResolvers<Context>['appealByUnifiedCode'] = async (_, typed, { tools, appeals }) => {
  const unifiedCode = readUnifiedCode(typed.unifiedCode);
  if (unifiedCode === null) return null;
  const [found] = await tools.model.appeals.collection.find('byUnifiedCode', { where: { 'keys.unifiedCode': unifiedCode } });
  return appeals.load(found?._id ?? nowhere);
};
