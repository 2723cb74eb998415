// Promise: a complaint goes its whole way, one track disagreeing in the middle, and whoever it accuses learns nothing of it.
import {
  FollowOwnAppealDocument,
  ListCasesDocument,
  ReadComplaintDocument,
  ViewPetitionerDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, complaintCast, demoPlace, officer, type Person, playComplaint, playPressure, playSplit } from '@daqidi/standalone';
import { checkWorld } from './support/check-world.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
let appealId: string;
const told: string[] = [];
beforeAll(async () => {
  world = await openEmbeddedWorld();
  appealId = await playComplaint(world, { run: 'complaint', narrate: ({ stage, en }) => told.push(`[${stage}] ${en}`) });
});
afterAll(() => world.stop());

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

test('one that is withdrawn under pressure goes on without its petitioner', async () => {
  const steps: string[] = [];
  const id = await playPressure(world, { run: 'pressure', narrate: ({ stage, en }) => steps.push(`[${stage}] ${en}`) });
  expect(steps.at(-1)).toBe('[CLOSED] signs as main leader; the complaint is closed');
  const { appeal } = await world.ask(cast.inspector, ReadComplaintDocument, { id });
  expect(appeal?.supervision?.dual?.tracks.map(({ conclusion }) => conclusion?.pressure)).toStrictEqual(['FOUND', 'FOUND']);
  const own = (await world.ask(cast.petitioner, FollowOwnAppealDocument, { id })).appeal;
  expect(own).toMatchObject({ stage: 'CLOSED', withdrawal: { setting: 'AFTER_VISIT', stands: true } });
  expect(own?.ledgerEntry?.slots.map(({ form }) => form)).toStrictEqual(['SIGNED', 'WITHDRAWN', 'SIGNED', 'SIGNED']);
});

test('of one that is split the accused office sees the ordinary matter, and what it sees of it is as if it had come alone', async () => {
  const { complaintId, ordinaryId } = await playSplit(world, { run: 'split', narrate: () => undefined });
  const clerk = officer(`${demoPlace.township}.clerk`);
  const period = '2026-03';
  expect((await world.ask(clerk, WholeAppealDocument, { id: complaintId, period })).appeal).toBeNull();
  const seen = (await world.ask(clerk, WholeAppealDocument, { id: ordinaryId, period })).appeal;
  expect(seen).toMatchObject({ stage: 'SCREENING', content: '楼前路灯坏了半个月,请修复。', restricted: false });
  const hidden = (await world.ask(cast.inspector, ReadComplaintDocument, { id: complaintId })).appeal;
  expect(JSON.stringify(seen)).not.toContain(complaintId);
  expect(hidden?.stage).toBe('SCREENING');
  // That somebody looked is kept too, hidden from whoever is barred: the check below derives it from the events alone.
  const look = { requestId: 'looked-at-split', appealId: complaintId, purpose: '核实诉求人身份' };
  await world.ask(cast.lettersOfficer, ViewPetitionerDocument, { input: look });
  expect((await world.ask(clerk, ListCasesDocument, { first: 5 })).cases.total).toBe(1);
});

test('after all of them the operator’s check finds nothing', async () => {
  await world.settled();
  expect(await checkWorld(world)).toStrictEqual([]);
});
