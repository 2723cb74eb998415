import type { Day } from '@daqidi/calendar';
import type { Tag } from '@daqidi/directory';
import { badInput } from '@daqidi/runtime';
import { mostTags } from '../domain/tag.js';
import type { Tools } from '../tools.js';

/** Each once: those of the list of this day (Asia/Shanghai), and what the appeal carries already. BAD_USER_INPUT. */
export const readTags = (
  { directory }: Pick<Tools, 'directory'>,
  given: readonly string[],
  { today, carried }: { readonly today: Day; readonly carried: readonly string[] },
): readonly string[] => {
  const tags = [...new Set(given)];
  const known = new Set([...directory.tags(today).map(({ code }) => code), ...carried]);
  if (!tags.every((code) => known.has(code)))
    throw badInput('tags', 'The list of tags has no such code.', '分类标注清单中没有该代码。');
  if (tags.length > mostTags) throw badInput('tags', `At most ${mostTags} tags.`, `分类标注最多 ${mostTags} 项。`);
  return tags;
};

/** As the list names them, in the order in which they were set. */
export const tagsIn = ({ directory }: Pick<Tools, 'directory'>, codes: readonly string[]): readonly Tag[] =>
  codes.flatMap((code) => directory.tag(code) ?? []).map((tag) => ({ ...tag }));
