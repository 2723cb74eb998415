import { optionalText, underPost } from '@daqidi/service';
import { check } from '../domain/publication.js';
import type { CheckPublicationInput } from '../generated/schema.js';
import { nameKnower, publicationCommand } from '../publication-command.js';

export const checkPublication = publicationCommand<CheckPublicationInput, 'reason'>({
  rule: 'publication.check',
  texts: { reason: optionalText(1_000) },
  by: (asked) => {
    const knower = nameKnower(asked.tools, asked.document.state, asked.document.facts, asked.now);
    return underPost(asked, ({ role }) => role === 'LEADER_IN_CHARGE' || role === knower);
  },
  decide: ({ state, texts, input: { agrees }, actor: { person }, post }) =>
    check(state, { check: post?.role === 'LEADER_IN_CHARGE' ? 'LEADER' : 'NAME', person, agrees, reason: texts.reason }),
});
