// Promise: what docs/adding-a-feature.md says can be done as it says: its pieces, put into a copy of the repository, generate and compile.
import { applyPiece, piecesOf } from './support/page-pieces.js';
import { readRepositoryFile } from './support/repository.js';
import { copyRepository, type RepositoryCopy } from './support/repository-copy.js';

const pieces = piecesOf(readRepositoryFile('docs/adding-a-feature.md'));

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
