// Promise: docs/errors.md documents every code and every rule of the procedure, docs/events.md every event, and they name no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '@daqidi/runtime';
import { createEventSchemas, procedureRules } from '@daqidi/schemas';
import { readRepositoryFile } from './support/repository.js';

const errors = readRepositoryFile('docs/errors.md');
const events = readRepositoryFile('docs/events.md');

const rowsBelow = (heading: string): readonly (readonly string[])[] => {
  const [, section = ''] = errors.split(`## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
};

const rowsOf = (
  registry: Readonly<Record<string, { readonly en: string; readonly zh: string }>>,
): readonly (readonly string[])[] => Object.entries(registry).map(([name, { en, zh }]) => [name, en, zh]);

const byName = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  [...rows].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

test('the codes are those of the registry, with its words', () => {
  assert.deepEqual(byName(rowsBelow('Codes')), byName(rowsOf(errorCodes)));
});

test('the rules are those of the procedure, with its words', () => {
  assert.deepEqual(byName(rowsBelow('Rules of the procedure')), byName(rowsOf(procedureRules())));
});

test('the events are those of the contracts, each under its group with its description', () => {
  const documented = events
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const group = section.split('\n', 1)[0] ?? '';
      return [...section.matchAll(/^### (\w+) v(\d+)\n\n(.+)$/gm)].map(
        ([, type, v, description]) => `${group}/${type}.v${v}: ${description}`,
      );
    });
  const known = createEventSchemas()
    .list()
    .map(({ group, type, v, description }) => `${group}/${type}.v${v}: ${description}`);
  assert.deepEqual([...documented].sort(), [...known].sort());
});
