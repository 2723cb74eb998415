// Promise: a reviewer's request is accepted once, whoever else is at it, and what was refused leaves nothing behind.
import { accepted, openTriageWorld, screened, stateOf, type TriageWorld, typesSaid, verdict } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

it('passing twice under one requestId passes once, also at the same time', async () => {
  const appealId = await accepted(world);
  const request = { appealId, requestId: 'pass-once', expectedVersion: 1 };
  const village = world.officer('north-village-reviewer');
  const answers = await Promise.all([village.does('passScreening', request), village.does('passScreening', request)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(typesSaid(world, appealId)).toEqual(['AppealAccepted', 'ScreeningPassed']);
});

it('colleagues who vote at once do not conflict, and cost nobody a CONFLICT', async () => {
  const appealId = await screened(world);
  const opinion = { appealId, reasonableness: 'REASONABLE', text: '情况属实' };
  const people = ['north-1', 'north-2', 'north-3'];
  const answers = await Promise.all(people.map((person) => world.officer(person).does('recordOpinion', opinion)));
  expect(answers.map(({ code }) => code)).toEqual([null, null, null]);
  expect((await stateOf(world, appealId))?.opinions.map(({ reviewer }) => reviewer).sort()).toEqual(people);
  const subject = world.tools.subjects.list[0]?.code ?? '';
  const seen = { appealId, ...verdict, subject, expectedVersion: 2 };
  expect(await world.officer('north-1').does('assessAppeal', seen)).toMatchObject({ code: null });
});

it('reactions never cost a reviewer a CONFLICT', async () => {
  const appealId = await accepted(world);
  await world.hears('assignment', 'EntryAssigned', appealId);
  const pass = { appealId, expectedVersion: 1 };
  expect(await world.officer('north-village-reviewer').does('passScreening', pass)).toMatchObject({ code: null });
});
