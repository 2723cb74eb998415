// Promise: what docs/adding-a-feature.md says can be done as it says: its pieces fit into the repository, generate and compile, and are as
// many as it promises.
import { applyPiece, linesWritten, piecesOf } from './support/page-pieces.js';
import { readRepositoryFile } from './support/repository.js';
import { copyRepository, type RepositoryCopy } from './support/repository-copy.js';

const page = readRepositoryFile('docs/adding-a-feature.md');
const pieces = piecesOf(page);

let copy: RepositoryCopy;
beforeAll(() => {
  copy = copyRepository({ '@daqidi/schemas': 'schemas', '@daqidi/assignment': 'services/assignment' });
});
afterAll(() => copy.remove());

const compiler = 'node_modules/typescript/bin/tsc';
const types = JSON.stringify({
  extends: './tsconfig.base.json',
  compilerOptions: { rootDir: '.', noEmit: true, types: ['node', 'jest'] },
  include: ['services/assignment/src', 'services/assignment/test', 'test/support/expect.d.ts'],
});

it('its pieces are as many files and lines as it promises, and few', () => {
  const [, files, lines] = /\*\*(\d+) files, (\d+) lines\*\*/.exec(page) ?? [];
  const written = pieces.reduce((sum, piece) => sum + linesWritten(piece), 0);
  expect([new Set(pieces.map(({ path }) => path)).size, written]).toEqual([Number(files), Number(lines)]);
  expect(Number(files)).toBeLessThanOrEqual(8);
  expect(Number(lines)).toBeLessThanOrEqual(70);
});

it('its pieces fit, generate and compile', () => {
  for (const piece of pieces) copy.write(piece.path, applyPiece(copy.read(piece.path), piece));
  copy.run('scripts/generate.mjs');
  expect(copy.read('schemas/src/generated/events.ts')).toContain('HelpAsked');
  copy.run(compiler, '-p', 'schemas');
  copy.write('tsconfig.json', types);
  copy.run(compiler, '-p', '.');
});

it('without the domain’s part of it the compiler says so', () => {
  const path = 'services/assignment/src/domain/entry.ts';
  copy.write(path, (copy.read(path) ?? '').replace("case 'HelpAsked':", "case 'ProgressRecorded':"));
  expect(() => copy.run(compiler, '-p', '.')).toThrow(path);
});
