import type { Post } from '@daqidi/identity';
import { optionalText, underPost } from '@daqidi/service';
import { type Check, check, notChecking } from '../domain/publication.js';
import type { CheckPublicationInput } from '../generated/schema.js';
import { nameKnower, publicationCommand } from '../publication-command.js';

/** What somebody under this post checks. */
const checkUnder = (post: Post | null): Check => (post?.role === 'LEADER_IN_CHARGE' ? 'LEADER' : 'NAME');

export const checkPublication = publicationCommand<CheckPublicationInput, 'reason'>({
  rule: 'publication.check',
  texts: { reason: optionalText(1_000) },
  by: (asked) => {
    const knower = nameKnower(asked.tools, asked.document.state, asked.document.facts, asked.now);
    return underPost(asked, ({ role }) => role === 'LEADER_IN_CHARGE' || role === knower);
  },
  open: ({ state, actor: { person }, post }) => notChecking(state, { check: checkUnder(post), person }),
  decide: ({ state, texts, input: { agrees }, actor: { person }, post }) =>
    check(state, { check: checkUnder(post), person, agrees, reason: texts.reason }),
});
