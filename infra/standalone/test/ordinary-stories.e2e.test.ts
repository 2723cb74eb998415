// Promise: the stories of a planned resolution and of suggestions answered together go their whole way, and the public finds both; a month
// of cases comes to be as it was planned.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListPublicationsDocument, ListSuggestionsDocument, ReadPlanDocument } from '@daqidi/schemas/operations';
import { cast, NotEmpty, type Person, playResolution, playSuggestion, seedMonth } from '@daqidi/standalone';
import { type EmbeddedWorld, eventSchemas, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

test('a resolution is planned, its plan changed once, and its result is published', async () => {
  const id = await playResolution(world, { run: 'resolution', narrate: () => undefined });
  const { ledgerEntry } = await world.ask(cast.petitioner, ReadPlanDocument, { id });
  expect(ledgerEntry?.plans.edges.map(({ node }) => [node.number, node.reason])).toStrictEqual([
    [2, '物业公司合同到期,改由街道实施。'],
    [1, null],
  ]);
  const { publications } = await world.ask(anybody, ListPublicationsDocument, { category: 'RESOLUTION', first: 5 });
  expect(publications.edges).toMatchObject([{ node: { text: '某小区已施划车位二十六个,消防通道恢复畅通。' } }]);
});

test('two suggestions are answered together; the one that was published is found by its words', async () => {
  const [first] = await playSuggestion(world, { run: 'suggestion', narrate: () => undefined });
  const { suggestions } = await world.ask(anybody, ListSuggestionsDocument, { word: '加装电梯', first: 5 });
  expect(suggestions.edges).toMatchObject([{ node: { id: first, measure: 'DONE' } }]);
  expect((await world.ask(anybody, ListSuggestionsDocument, { first: 5 })).suggestions.total).toBe(2);
});

test('a month of thirty cases is made in an empty store, no step of it is refused, and never a second time', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-month-'));
  const until = new Date('2026-04-01T08:00:00.000Z').getTime();
  const options = { directory, seed: 'small', cases: 30, restricted: 2, until, district: smallSeed(), eventSchemas };
  try {
    const { cases, refused, stages } = await seedMonth(options);
    expect([cases, refused]).toStrictEqual([30, []]);
    expect(
      Object.values(stages).reduce((sum, count) => sum + count, 0),
      'what is no secret',
    ).toBe(28);
    expect(Object.keys(stages)).toEqual(expect.arrayContaining(['CLOSED', 'HANDLING']));
    await expect(seedMonth(options)).rejects.toThrow(NotEmpty);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
