// Promise: what docs/adding-a-feature.md says can be done as it says: its pieces fit into the repository, and are as many as it promises.
// That they generate and compile: adding-a-feature.deep.test.ts.
import { applyPiece, linesWritten, piecesOf } from './support/page-pieces.js';
import { readRepositoryFile, repositoryFiles } from './support/repository.js';

const page = readRepositoryFile('docs/adding-a-feature.md');
const pieces = piecesOf(page);

it('its pieces are as many files and lines as it promises, and few', () => {
  const [, files, lines] = /\*\*(\d+) files, (\d+) lines\*\*/.exec(page) ?? [];
  const written = pieces.reduce((sum, piece) => sum + linesWritten(piece), 0);
  expect([new Set(pieces.map(({ path }) => path)).size, written]).toEqual([Number(files), Number(lines)]);
  expect(Number(files)).toBeLessThanOrEqual(8);
  expect(Number(lines)).toBeLessThanOrEqual(70);
});

it('its pieces fit into the files that they name, one after another', () => {
  const files = new Map<string, string | null>();
  const there = new Set(repositoryFiles());
  const textOf = (path: string): string | null => files.get(path) ?? (there.has(path) ? readRepositoryFile(path) : null);
  for (const piece of pieces) files.set(piece.path, applyPiece(textOf(piece.path), piece));
  expect(files.get('schemas/graphql/assignment.graphql')).toContain('askForHelp');
});
