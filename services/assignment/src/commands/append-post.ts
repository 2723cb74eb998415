import { type Command, text } from '@daqidi/service';
import { appendPost as decide, noPost, type PostRecord } from '../domain/posts.js';
import type { AppendPostInput } from '../generated/schema.js';
import { knownAt, postCreation, postIdOf, samePostCommand } from '../shared/directory-commands.js';
import { officersNamed } from '../shared/officer-names.js';
import type { Tools } from '../tools.js';
import type { PostDocument } from '../views.js';

const spec = { rule: 'directory.state', texts: { reason: text(2, 1_000) } } as const;

const postOf = (input: AppendPostInput) => {
  const { officerId: personId, role, unitId, regionId, acting, validFrom: from } = input;
  return {
    ...{ id: postIdOf(input), role, unitId, regionId, personId, from, acting },
    office: input.office ?? null,
    to: input.validTo ?? null,
  };
};

/** Whether the directory has ever heard of this officer. A machine has no name. */
const isKnown = async (tools: Tools, officerId: string): Promise<boolean> =>
  officerId.startsWith('machine:') ||
  tools.directory.postsOf(officerId).length > 0 ||
  (await officersNamed(tools, [officerId])).length > 0;

const appending = (known: boolean) => {
  const asked = (person: string, reason: PostReason, same: PostRecord) => ({ person, reason, isKnown: known, same });
  return {
    first: postCreation<AppendPostInput, 'reason'>({
      ...spec,
      decide: ({ tools, caller, input, texts: { reason }, now }) =>
        decide(postOf(input), knownAt(tools, now), asked(caller.principal.person, reason, noPost)),
    }),
    again: samePostCommand<AppendPostInput, 'reason'>({
      ...spec,
      decide: ({ tools, state, input, texts: { reason }, now, actor: { person } }) =>
        decide(postOf(input), knownAt(tools, now), asked(person, reason, state)),
    }),
  };
};

type PostReason = Parameters<typeof decide>[2]['reason'];

/** The very same post is one record, whoever appends it, and how often. */
export const appendPost: Command<Tools, AppendPostInput, PostDocument> = {
  rule: spec.rule,
  run: async (tools, caller, input) => {
    const { first, again } = appending(await isKnown(tools, input.officerId));
    const record = await tools.model.posts.collection.byId(postIdOf(input));
    return (record === null ? first : again).run(tools, caller, input);
  },
};
