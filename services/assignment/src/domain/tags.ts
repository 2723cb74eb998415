import type { DirectoryEvents, Refused } from '@daqidi/schemas';
import { type BookState, type Changed, changed, datesProblem, type Stated, type Stating } from './directory-state.js';

export type StatedTag = DirectoryEvents['TagStated'];
export type TagEvent = Stated<'TagStated'> | Changed;

/** Every tag as it was stated last, by code. */
export type TagBook = BookState<'TagStated'>;

/** More would be no list that anybody knows. */
export const mostTags = 200;

/** Adds one, or changes the name or the last day of one that holds: what carries it keeps it (domain, 2.1). */
export const stateTag = (book: TagBook, given: StatedTag, { today, reason }: Stating): readonly TagEvent[] | Refused => {
  const before = book[given.code];
  const holds = before !== undefined && (before.validTo === null || before.validTo >= today);
  const tag = { ...given, validFrom: holds ? before.validFrom : given.validFrom };
  const wrong = datesProblem(tag, holds, today);
  if (wrong !== null) return wrong;
  const same = ['nameZh', 'nameEn', 'validTo'] as const;
  if (holds && same.every((part) => before[part] === tag[part])) return { refused: 'directory.nothing' };
  if (before === undefined && Object.keys(book).length >= mostTags) return { refused: 'tags.list', field: 'code' };
  return [changed('TAG', tag.code, reason), { type: 'TagStated', v: 1, data: tag }];
};
