// Promise: units and regions merge, split and end from a day on, each with a reason: what they had to do goes on with who took over, on the
// clock that it had, and what is old is read under its old name; and no complaint is heard by whoever became one with the accused.
import { accusing, places } from '@daqidi/service-testing';
import {
  assigned,
  handled,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const today = '2026-03-02';
const nextMorning = '2026-03-03T02:00:00.000Z';

/** From tomorrow on its tasks are the other's. */
const merges = (unitId: string, ...successorIds: string[]): void => {
  const unit = world.district.unit(unitId);
  if (unit === undefined) throw new Error(`the district has lost ${unitId}`);
  world.district.state({ unit: { ...unit, validTo: today, ...(successorIds.length === 0 ? {} : { successorIds }) } });
};

it('an open case goes on with who took over, its people and its clock with it', async () => {
  const appealId = await handled(world);
  const before = await stateOf(world, appealId);
  merges('u-north', 'u-south');
  await world.until(nextMorning);
  expect(await stateOf(world, appealId)).toMatchObject({
    holderUnitId: 'u-south',
    unitPath: ['u-south', 'u-group'],
    handlerId: 'north-handler',
    stage: 'HANDLING',
    clock: before?.clock,
  });
  expect(world.said(appealId).at(-1)).toMatchObject({
    type: 'HolderSucceeded',
    data: { endedUnitId: 'u-north', unitId: 'u-south' },
  });
  // His post is in the new unit, whose others see the case from now on.
  expect(await world.officer('north-handler').does('proposeResult', { appealId, ...result })).toMatchObject({ code: null });
  const { data } = await world
    .officer('south-handler')
    .asks('query($id: ID!) { ledgerEntry(id: $id) { stage } }', { id: appealId });
  expect(data).toMatchObject({ ledgerEntry: { stage: 'SIGNING_OFF' } });
  expect(await world.officer('north-deputy').does('countersign', { appealId, digest: await digestOf(appealId) })).toMatchObject({
    rule: 'countersign.turn',
  });
});

const digestOf = async (appealId: string) => (await stateOf(world, appealId))?.result?.digest;

it('what was never handed over is found under either name, and nothing moves before the day', async () => {
  const appealId = await assigned(world);
  merges('u-north', 'u-south');
  await world.settled();
  expect(typesSaid(world, appealId)).not.toContain('HolderSucceeded');
  await world.until(nextMorning);
  const list = 'query($unit: ID) { ledger(unitId: $unit, first: 10) { edges { node { id } } } }';
  const found = async (unit: string) =>
    (
      (await world.officer('letters-1').asks(list, { unit })).data as { ledger: { edges: { node: { id: string } }[] } }
    ).ledger.edges.map(({ node }) => node.id);
  expect(await found('u-south')).toContain(appealId);
  expect((await stateOf(world, appealId))?.units).toEqual(expect.arrayContaining(['u-north', 'u-south']));
});

it('of two that merge one after the other the last has it, and who is split off has what is theirs by name', async () => {
  const appealId = await handled(world);
  merges('u-north', 'u-south');
  const south = world.district.unit('u-south');
  if (south === undefined) throw new Error('the district has lost a unit');
  world.district.state({ unit: { ...south, validTo: '2026-03-03', successorIds: ['u-housing', 'u-water'] } });
  await world.until('2026-03-04T02:00:00.000Z');
  expect((await stateOf(world, appealId))?.holderUnitId).toBe('u-housing');
});

it('a unit that ends with nobody to take over leaves its cases to whoever hands them out', async () => {
  const appealId = await handled(world);
  merges('u-north');
  await world.until(nextMorning);
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', holderUnitId: 'u-letters' });
});

it('a complaint leaves a unit that is merged into the accused, and one that the accused is merged into', async () => {
  const secret = { ...accusing('u-south'), accused: { units: ['u-south'], persons: [], since: 2024 } };
  const complaint = async (): Promise<string> => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, secret);
    await world.hears('triage', 'AppealAssessed', appealId, { ...accusing('u-south'), category: 'COMPLAINT' });
    return appealId;
  };
  const [into, other] = [await complaint(), await complaint()];
  for (const appealId of [into, other])
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNED', holderUnitId: 'u-north' });
  merges('u-north', 'u-south');
  await world.until(nextMorning);
  for (const appealId of [into, other])
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', holderUnitId: 'u-letters' });
  const again = { appealId: into, unitId: 'u-south' };
  expect(await world.officer('letters-1').does('assignEntry', again)).toMatchObject({ rule: 'entry.unit' });
});

it('the accused that is merged into the unit that has the complaint takes it along to nobody', async () => {
  const secret = { ...accusing('u-south'), accused: { units: ['u-south'], persons: [], since: 2024 } };
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, secret);
  await world.hears('triage', 'AppealAssessed', appealId, { ...accusing('u-south'), category: 'COMPLAINT' });
  merges('u-south', 'u-north');
  await world.until(nextMorning);
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', holderUnitId: 'u-letters' });
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { id } }';
  for (const person of ['north-handler', 'south-handler'])
    expect((await world.officer(person).asks(read, { id: appealId })).data).toEqual({ ledgerEntry: null });
});

it('a place that ends has its people and its cases with the one that took over', async () => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-north-village' });
  const village = world.district.region(places.northVillage);
  if (village === undefined) throw new Error('the district has lost a village');
  world.district.state({ region: { ...village, validTo: today, successorIds: [places.southVillage] } });
  merges('u-north-village', 'u-south-village');
  await world.until(nextMorning);
  expect(await stateOf(world, appealId)).toMatchObject({
    holderUnitId: 'u-south-village',
    unitPath: ['u-south-village', 'u-south', 'u-group'],
  });
  expect(
    world.district.postsIn(places.southVillage, 'VILLAGE_REVIEWER', world.clock.now()).map(({ personId }) => personId),
  ).toContain('north-village-reviewer');
  expect(await proposed(world)).toBeDefined();
});
