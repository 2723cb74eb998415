import type { AppealState, Decision } from './appeal.js';

/** More say nothing. */
export const mostTags = 5;

/** Its classification as a whole, as whoever works on it found it last; of one that is over too, for those who look back. */
export const tag = (
  { tags }: AppealState,
  tagging: { readonly appealId: string; readonly tags: readonly string[] },
): Decision => {
  const isSame = tagging.tags.length === tags.length && tagging.tags.every((code) => tags.includes(code));
  return isSame
    ? { refused: 'tags.same', field: 'tags' }
    : [{ type: 'AppealTagged', v: 1, data: { ...tagging, tags: [...tagging.tags] } }];
};

/** By which a row is seen by whoever asks for what carries this tag: under each key by which it is seen at all. */
export const taggedKey = (key: string, code: string): string => `${key}#${code}`;
