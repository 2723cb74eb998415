// Promise: what a petitioner can still do goes its whole way through all services: a group that splits and one that ties, what is not solved
// in time and too late, a matter that is brought twice, one that is withdrawn, and somebody without an account from the QR code on.
import { join } from 'node:path';
import {
  ListCasesDocument,
  ReadPossibleRepeatsDocument,
  ReadTriageCaseDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import {
  cast,
  codeSentTo,
  playAnonymous,
  playFollowing,
  playGroup,
  playNotSolved,
  playRepeat,
  playWithdrawal,
} from '@daqidi/standalone';
import { checkWorld } from './support/check-world.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

const play = (run: string) => ({ run, narrate: () => undefined });
const read = async (id: string) => (await world.ask(cast.lettersOfficer, WholeAppealDocument, { id, period: '2026-03' })).appeal;

test('a matter that is brought twice is linked once, the later to the earlier', async () => {
  const [earlierId, laterId] = await playRepeat(world, play('repeat'));
  const seen = (await world.ask(cast.clerk, ReadPossibleRepeatsDocument, { id: laterId ?? '' })).appeal;
  expect(seen).toMatchObject({ repeatOf: { id: earlierId }, possibleRepeats: [] });
});

test('somebody unknown without an account goes from the QR code to his evaluation by his code alone', async () => {
  expect(await read(await playAnonymous(world, play('anonymous')))).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: { slots: [{}, { form: 'BY_CODE', satisfaction: 'SATISFIED' }, {}, {}] },
  });
});

test('one that is withdrawn is over', async () => {
  expect(await read(await playWithdrawal(world, play('withdrawal')))).toMatchObject({ stage: 'WITHDRAWN' });
});

test('of two that follow one that is withdrawn the older leads, and each closes with an answer and codes of its own', async () => {
  const [first = '', second = '', third = ''] = await playFollowing(world, play('following'));
  const [withdrawn, led, followed] = [await read(first), await read(second), await read(third)];
  expect(withdrawn).toMatchObject({ stage: 'WITHDRAWN' });
  for (const one of [led, followed])
    expect(one).toMatchObject({ stage: 'CLOSED', ledgerEntry: { slots: [{}, { form: 'SIGNED' }, {}, {}] } });
  expect(new Set([withdrawn, led, followed].map((one) => one?.unifiedCode)).size).toBe(3);
  expect(led?.ledgerEntry?.result?.digest).not.toBe(followed?.ledgerEntry?.result?.digest);
  const told = (one: typeof led) => one?.timeline.filter(({ textEn }) => textEn.includes('your own answer')).length;
  expect([told(led), told(followed)]).toEqual([0, 1]);
  // To its petitioner neither names another.
  const seen = (await world.ask({ sub: 'petitioner-3', kind: 'PETITIONER' }, ReadTriageCaseDocument, { id: third })).triageCase;
  expect(seen).toMatchObject({ follows: null, followers: [] });
});

test('a group that splits 3 : 2 has signed, one that ties is closed without after three attempts', async () => {
  const [split, tied] = await playGroup(world, {
    ...play('group'),
    codeTo: (sent) => codeSentTo(join(world.directory, 'notices'), sent),
  });
  expect(await read(split ?? '')).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: { slots: [{}, { form: 'GROUP', satisfaction: 'SATISFIED' }, {}, {}] },
  });
  expect(await read(tied ?? '')).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: { slots: [{}, { form: 'UNREACHABLE', satisfaction: null }, {}, {}] },
  });
});

test('what is not solved goes through a second round in time, and is a new appeal afterwards', async () => {
  const [first, next] = await playNotSolved(world, { ...play('not-solved'), tooLateAt: '2026-05-06T02:00:00.000Z' });
  expect(await read(first ?? '')).toMatchObject({ stage: 'CLOSED', ledgerEntry: { round: 2 } });
  await world.until(async () => (await read(next ?? ''))?.stage === 'SCREENING');
  const { cases } = await world.ask(cast.petitioner, ListCasesDocument, { first: 10 });
  expect(cases.edges.map(({ node }) => node.id)).toEqual(expect.arrayContaining([first, next]));
});

test('after all of them the operator’s check finds nothing', async () => {
  await world.settled();
  expect(await checkWorld(world)).toStrictEqual([]);
});
