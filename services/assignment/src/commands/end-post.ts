import { text } from '@daqidi/service';
import { endPost as decide } from '../domain/posts.js';
import type { EndPostInput } from '../generated/schema.js';
import { knownAt, postCommand } from '../shared/directory-commands.js';

export const endPost = postCommand<EndPostInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input: { validTo }, texts: { reason }, now, actor: { person } }) =>
    decide(state, validTo, knownAt(tools, now), { person, reason }),
});
