// Promise: the stories of a planned resolution and of suggestions answered together go their whole way, and the public finds both.
import { ListPublicationsDocument, ListSuggestionsDocument, ReadPlanDocument } from '@daqidi/schemas/operations';
import { cast, type Person, playResolution, playSuggestion } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

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
