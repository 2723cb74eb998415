import { dayInShanghai } from '@daqidi/calendar';
import { appealCommand } from '../appeal-command.js';
import { tag } from '../domain/tag.js';
import type { TagAppealInput } from '../generated/schema.js';
import { readTags } from '../shared/read-tags.js';

/** Sets the tags of an appeal; what is left out is taken away. */
export const tagAppeal = appealCommand<TagAppealInput>({
  rule: 'appeal.tag',
  open: () => null,
  decide: ({ state, id: appealId, input: { tags }, now, tools }) =>
    tag(state, { appealId, tags: readTags(tools, tags, { today: dayInShanghai(now), carried: state.tags }) }),
});
