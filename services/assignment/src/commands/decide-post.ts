import { preferringPost, text } from '@daqidi/service';
import { decidePost as decide } from '../domain/posts.js';
import type { DecidePostInput } from '../generated/schema.js';
import { competentFor } from '../shared/consent.js';
import { knownAt, postCommand } from '../shared/directory-commands.js';

export const decidePost = postCommand<DecidePostInput, 'reason'>({
  rule: 'directory.consent',
  texts: { reason: text(2, 1_000) },
  by: (asked) => preferringPost(asked, ({ unitId }) => unitId === asked.document.state.proposal?.post.unitId),
  decide: ({ tools, state, input: { consents }, texts: { reason }, now, actor: { person } }) =>
    decide(state, {
      consents,
      person,
      competent: competentFor(tools, state.proposal, now),
      today: knownAt(tools, now).today,
      reason,
    }),
});
