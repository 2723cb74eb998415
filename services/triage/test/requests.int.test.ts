// Promise: a reviewer's request is accepted once, whoever else is at it, and what was refused leaves nothing behind.
import { accepted, openTriageWorld, screened, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

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

it('two opinions at once are both heard, once the later one has read the earlier', async () => {
  const appealId = await screened(world);
  const opinion = { appealId, reasonableness: 'REASONABLE', text: '情况属实' };
  const both = ['north-1', 'north-2'].map((person) =>
    world.officer(person).does('recordOpinion', { ...opinion, expectedVersion: 2 }),
  );
  const codes = (await Promise.all(both)).map(({ code }) => code);
  expect([...codes].sort()).toEqual(['CONFLICT', null]);
  const slower = codes[0] === null ? 'north-2' : 'north-1';
  expect(await world.officer(slower).does('recordOpinion', opinion)).toMatchObject({ code: null });
  expect((await stateOf(world, appealId))?.opinions.map(({ reviewer }) => reviewer).sort()).toEqual(['north-1', 'north-2']);
});

it('reactions never cost a reviewer a CONFLICT', async () => {
  const appealId = await accepted(world);
  await world.hears('assignment', 'EntryAssigned', appealId);
  const pass = { appealId, expectedVersion: 1 };
  expect(await world.officer('north-village-reviewer').does('passScreening', pass)).toMatchObject({ code: null });
});
