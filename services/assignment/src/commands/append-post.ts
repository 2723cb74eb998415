import { text } from '@daqidi/service';
import { appendPost as decide } from '../domain/posts.js';
import type { AppendPostInput } from '../generated/schema.js';
import { knownAt, postCreation } from '../shared/directory-commands.js';

export const appendPost = postCreation<AppendPostInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, caller, id, input, texts: { reason }, now }) => {
    const { officerId: personId, role, unitId, regionId, acting, validFrom: from } = input;
    const post = {
      ...{ id, role, unitId, regionId, personId, from, acting },
      office: input.office ?? null,
      to: input.validTo ?? null,
    };
    return decide(post, knownAt(tools, now), { person: caller.principal.person, reason });
  },
});
