// Promise: after the last signature every service is asked; the case closes as of that signature once all have stated their streams, and
// where one says no the signatures stand and it closes by itself when that is done.
import { accusing } from '@daqidi/service-testing';
import { type LedgerWorld, openLedgerWorld, proposed, sealed, stateOf } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

/** All have signed at this moment. */
const signed = async (at = '2026-03-31T15:59:00.000Z') => {
  const signing = await proposed(world);
  await world.petitioner('zhang').does('confirmResult', { ...signing, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', signing);
  world.clock.set(at);
  expect(await world.officer('north-head').does('countersign', signing)).toMatchObject({
    data: { ledgerEntry: { stage: 'SEALING' } },
  });
  return signing;
};
/** Of its entry: what may be told in public of a closed case is a stream of its own. */
const last = (appealId: string) => world.said(appealId).findLast(({ type }) => !type.startsWith('Publication'));
const shown = async (appealId: string) => {
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { stage sealingSince heldUpBy closedAt signingClock { status } } }';
  const { data } = await world.officer('north-head').asks(read, { id: appealId });
  return (data as { readonly ledgerEntry: object }).ledgerEntry;
};
const sealingAge = async (): Promise<number> => {
  const text = await world.metrics();
  return Number(/^daqidi_sealing_age_seconds\{service="assignment"\} (\S+)$/m.exec(text)?.[1]);
};

const services = ['intake', 'triage', 'supervision'] as const;
const orders = services.flatMap((one) =>
  services
    .filter((other) => other !== one)
    .map((other) => [one, other, ...services.filter((each) => each !== one && each !== other)]),
) as readonly (readonly (typeof services)[number][])[];

/** Of all orders. */
const seals = new Set<unknown>();
it.each(orders)('it closes with the same seal whichever service answers first: %s, %s, %s', async (...said) => {
  const { appealId } = await signed();
  for (const service of said) {
    expect((await stateOf(world, appealId))?.stage).toBe('SEALING');
    await world.hears(service, 'StreamsStated', appealId);
  }
  // Each answer is the head of a stream itself, and supervision names one more.
  expect(last(appealId)).toMatchObject({ type: 'AppealClosed', data: { streams: 4 } });
  const heads = (await world.tools.model.entries.collection.byId(appealId))?.facts.answers;
  expect(heads?.supervision).toMatchObject({ heads: [{ stream: expect.stringContaining(appealId), seq: 1 }, { seq: 4 }] });
  seals.add((last(appealId)?.data as { readonly streamsDigest?: string } | undefined)?.streamsDigest);
  expect(seals.size).toBe(1);
});

it('a closing belongs to the month of its last signature, also where it is sealed in the next', async () => {
  const { appealId } = await signed('2026-03-31T15:59:00.000Z');
  world.clock.set('2026-03-31T16:01:00.000Z');
  await sealed(world, appealId);
  expect(last(appealId)).toMatchObject({ time: '2026-03-31T16:01:00.000Z', data: { signedAt: '2026-03-31T15:59:00.000Z' } });
  expect(await shown(appealId)).toMatchObject({ stage: 'CLOSED', sealingSince: null, closedAt: '2026-03-31T15:59:00.000Z' });
});

it('a service that is away for an hour costs nobody a day, and is seen', async () => {
  const { appealId } = await signed('2026-03-30T02:00:00.000Z');
  expect(await sealingAge()).toBe(0);
  await world.hears('intake', 'StreamsStated', appealId);
  await world.hears('triage', 'StreamsStated', appealId);
  await world.until('2026-03-30T03:00:00.000Z');
  expect(await sealingAge()).toBe(3_600);
  await world.until('2026-06-01T00:00:00.000Z');
  expect(world.said(appealId).filter(({ type }) => type === 'ClockOverdue')).toEqual([]);
  expect(await shown(appealId)).toEqual({
    stage: 'SEALING',
    sealingSince: '2026-03-30T02:00:00.000Z',
    heldUpBy: null,
    closedAt: null,
    signingClock: { status: 'ENDED' },
  });
  await world.hears('supervision', 'StreamsStated', appealId);
  expect(await shown(appealId)).toMatchObject({ stage: 'CLOSED', closedAt: '2026-03-30T02:00:00.000Z' });
  expect(await sealingAge()).toBe(0);
});

it('a closing that is denied keeps its signatures, says why, asks again by itself, and closes as of the last signature', async () => {
  const { appealId, digest } = await signed('2026-03-30T02:00:00.000Z');
  await world.hears('supervision', 'CloseDenied', appealId);
  for (const service of ['intake', 'triage'] as const) await world.hears(service, 'StreamsStated', appealId);
  expect(await shown(appealId)).toMatchObject({
    stage: 'SIGNING_OFF',
    sealingSince: '2026-03-30T02:00:00.000Z',
    heldUpBy: 'ORDERS',
    closedAt: null,
  });
  expect((await stateOf(world, appealId))?.slots).toHaveLength(4);
  const again = await world.officer('north-head').does('countersign', { appealId, digest });
  expect(again).toMatchObject({ rule: 'entry.stage' });
  await world.until('2026-05-04T02:00:00.000Z');
  await world.hears('supervision', 'DenialLifted', appealId, { number: 7 });
  expect(last(appealId)?.type).toBe('ClosingHeldUp');
  await world.hears('supervision', 'DenialLifted', appealId);
  expect(last(appealId)).toMatchObject({ type: 'CloseRequested', data: { number: 2 } });
  // What was said to the first request answers no other.
  for (const service of services) await world.hears(service, 'StreamsStated', appealId);
  expect((await stateOf(world, appealId))?.stage).toBe('SEALING');
  await sealed(world, appealId);
  expect(await shown(appealId)).toMatchObject({ stage: 'CLOSED', heldUpBy: null, closedAt: '2026-03-30T02:00:00.000Z' });
  expect(last(appealId)).toMatchObject({ data: { signedAt: '2026-03-30T02:00:00.000Z', onTime: true } });
});

describe('where the unit turns out to be accused while the case is sealed', () => {
  const accuse = (appealId: string) =>
    world.hears('supervision', 'ScopeStated', appealId, {
      ...accusing('u-north'),
      number: 1,
      accused: { units: ['u-north'], persons: [], since: 2024 },
    });

  it('it leaves the unit when the closing is denied, and the signatures are void', async () => {
    const { appealId } = await signed();
    await accuse(appealId);
    expect((await stateOf(world, appealId))?.stage).toBe('SEALING');
    await world.hears('supervision', 'CloseDenied', appealId, { reason: 'TRACKS' });
    expect(last(appealId)?.type).toBe('EntryRecalled');
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', closing: null, slots: [] });
    await world.hears('supervision', 'DenialLifted', appealId);
    expect(last(appealId)?.type).toBe('EntryRecalled');
  });

  it('it stays closed where every service has agreed', async () => {
    const { appealId } = await signed();
    await accuse(appealId);
    await sealed(world, appealId);
    expect((await stateOf(world, appealId))?.stage).toBe('CLOSED');
  });
});
