// Promise: a suggestion that is not adopted tells its petitioner why; a contest is won or lost, once; a withdrawal and the last signature that
// race come to one ending; two links that are made at once lead to the oldest.
import {
  FollowOwnAppealDocument,
  ListSuggestionsDocument,
  ReadTriageCaseDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, type Person } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { playContest, playCrossedLinks, playNotAdopted, playRace } from './support/told-races.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
const read = async (id: string, person = cast.petitioner) =>
  (await world.ask(person, WholeAppealDocument, { id, period: '2026-03' })).appeal;

test('a suggestion that is not adopted is answered with reasons, to its petitioner and in the bank', async () => {
  const id = await playNotAdopted(world, 'not-adopted');
  expect(await read(id)).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: { category: 'SUGGESTION', result: { outcome: 'NOT_ADOPTED', text: expect.stringContaining('规划公共绿地') } },
  });
  const { suggestions } = await world.ask(anybody, ListSuggestionsDocument, { first: 20 });
  expect(suggestions.edges).toMatchObject([{ node: { id, outcome: 'NOT_ADOPTED' } }]);
});

test.each([
  ['won, the review goes on', true, 'SCREENING'],
  ['lost, the refusal stands and is explained', false, 'DISMISSED'],
])('a contest is %s', async (_, upholds, stage) => {
  const id = await playContest(world, `contest-${stage}`, upholds);
  const seen = (await world.ask(cast.petitioner, FollowOwnAppealDocument, { id })).appeal;
  expect(seen).toMatchObject({ stage });
  const explained = seen?.timeline.flatMap(({ explanation }) => explanation ?? []).join() ?? '';
  expect(explained).toContain(upholds ? '继续受理' : '维持原决定');
});

test.each([
  ['WITHDRAWAL', 'WITHDRAWN', 'ACCEPTED'],
  ['CLOSING', 'CLOSED', 'REFUSED'],
] as const)('a withdrawal and the last signature, %s first: %s', async (first, stage, status) => {
  const id = await playRace(world, `race-${first}`, first);
  const { appeal } = await world.ask(cast.petitioner, FollowOwnAppealDocument, { id });
  expect(appeal).toMatchObject({ stage, ledgerEntry: { withdrawal: { status } } });
});

test('A to B and B to C at once: both lead to C, and no petitioner learns of another', async () => {
  const [oldest, ...later] = await playCrossedLinks(world, 'crossed');
  const links = async (id = '', person = cast.clerk) => (await world.ask(person, ReadTriageCaseDocument, { id })).triageCase;
  for (const id of later) expect(await links(id)).toMatchObject({ follows: { id: oldest }, followers: [] });
  expect((await links(oldest))?.followers.map(({ id }) => id).sort()).toEqual([...later].sort());
  expect(await links(oldest, cast.petitioner)).toMatchObject({ follows: null, followers: [] });
});
