/** More than a question of 200 characters has. */
const most = 400;

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/**
 * What a text is found by, however it is typed: of Chinese each two characters that stand together (one where it stands alone), of
 * everything else whole words. Each once, in the order of the text.
 */
export const gramsOf = (text: string): readonly string[] => {
  const found = text.normalize('NFKC').toLowerCase().match(runs) ?? [];
  const grams = found.flatMap((run) => {
    const characters = [...run];
    if (!/^\p{Script=Han}/u.test(run) || characters.length === 1) return [run];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
  return [...new Set(grams)].slice(0, most);
};
