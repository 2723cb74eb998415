const longest = 30;

/** The first words of a text, for a line of a list; empty for whoever may not read it. */
export const matterOf = (content: string | null): string => {
  const [line = ''] = (content ?? '').trim().split('\n');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};
