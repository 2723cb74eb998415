/** A piece of a page that belongs into a file: the whole of a new one, or lines to be added to one that is there. */
export interface Piece {
  readonly path: string;
  readonly isNew: boolean;
  readonly text: string;
}

/** Fenced blocks that name a file: ` ```diff path ` adds to it, any other language makes it. */
export const piecesOf = (page: string): readonly Piece[] =>
  [...page.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, language, path = '', text = '']) => ({
    path,
    isNew: language !== 'diff',
    text,
  }));

/** What a person writes: every line of a new file, and the added ones of the others. */
export const linesWritten = ({ isNew, text }: Piece): number =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => isNew || line.startsWith('+')).length;

const added = (line: string): boolean => line.startsWith('+');

/** The file with one hunk added. The lines around it must be there, in one place only. */
const withHunk = (file: string, hunk: string, path: string): string => {
  const lines = hunk.replace(/\n$/, '').split('\n');
  const before = lines.filter((line) => !added(line)).map((line) => line.slice(1));
  const after = lines.map((line) => line.slice(1));
  const places = file.split(before.join('\n')).length - 1;
  if (places !== 1) throw new Error(`${path}: found ${places} times:\n${before.join('\n')}`);
  return file.replace(before.join('\n'), () => after.join('\n'));
};

/** What the piece makes of the file; null where there is none yet. */
export const applyPiece = (file: string | null, { path, isNew, text }: Piece): string => {
  if (isNew !== (file === null)) throw new Error(`${path} is ${isNew ? 'there already' : 'not there'}`);
  return file === null ? text : text.split(/^@@\n/m).reduce((known, hunk) => withHunk(known, hunk, path), file);
};
