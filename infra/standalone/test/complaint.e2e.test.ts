// Promise: a complaint goes its whole way, one track disagreeing in the middle, and whoever it accuses learns nothing of it.
import { ListCasesDocument, ReadComplaintDocument } from '@daqidi/schemas/operations';
import { cast, complaintCast, demoPlace, type Person, playComplaint } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
let appealId: string;
const told: string[] = [];
beforeAll(async () => {
  world = await openEmbeddedWorld();
  appealId = await playComplaint(world, { run: 'complaint', narrate: ({ stage, en }) => told.push(`[${stage}] ${en}`) });
});
afterAll(() => world.stop());

const officer = (sub: string): Person => ({ sub, kind: 'OFFICER' });

test('everybody competent does his part, in order', () => expect(told).toMatchSnapshot());

test('both tracks and the conference are on record, each track’s notes for itself alone', async () => {
  const dualFor = async (person: Person) =>
    (await world.ask(person, ReadComplaintDocument, { id: appealId })).appeal?.supervision?.dual;
  expect(await dualFor(cast.inspector)).toMatchObject({
    tracks: [
      { name: 'DISCIPLINE', conclusion: { finding: 'PARTLY_SUBSTANTIATED' }, notes: { total: 1 } },
      { name: 'LETTERS', conclusion: { finding: 'PARTLY_SUBSTANTIATED' }, notes: null },
    ],
    asked: null,
    disagreement: null,
    decided: { about: 'DECISION', agreed: false },
  });
  expect((await dualFor(complaintCast.lettersInspector))?.tracks.map(({ notes }) => notes?.total ?? null)).toStrictEqual([
    null,
    0,
  ]);
  expect(await dualFor(complaintCast.handler)).toBeUndefined();
});

test('the head of the conference who was asked to decide reads the appeal and whom it accuses', async () => {
  const { appeal } = await world.ask(complaintCast.districtLeader, ReadComplaintDocument, { id: appealId });
  expect(appeal).toMatchObject({
    content: expect.stringMatching(/./),
    supervision: { oversight: { accusedUnits: [{ name: expect.any(String) }] } },
  });
});

test.each(['head', 'deputy', 'handler', 'letters', 'clerk'])('the accused street office’s %s finds nothing', async (name) => {
  const person = officer(`${demoPlace.township}.${name}`);
  expect((await world.ask(person, ReadComplaintDocument, { id: appealId })).appeal).toBeNull();
  expect((await world.ask(person, ListCasesDocument, { first: 5 })).cases).toMatchObject({ total: 0, edges: [] });
});
