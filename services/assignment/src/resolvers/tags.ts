import { mutation } from '@daqidi/service';
import { stateTag as command } from '../commands/state-tag.js';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';
import { dayOf } from './directory-page.js';

export const tags: QueryResolvers<Context>['tags'] = (_, { on }, context) =>
  context.tools.directory.tags(dayOf(on, context)).map((tag) => ({ ...tag }));

/** Answers with the tag as it was stated. */
export const stateTag = mutation(command, ({ document }, _context: Context, { code }) => {
  const tag = document.state[code];
  if (tag === undefined) throw new Error(`the tag ${code} was stated and is not there`);
  return { tag };
});
