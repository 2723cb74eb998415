// Promise: a case never hangs on one handler: when his post ends, another of the unit or of the next above goes on, and he does not.
import type { Post } from '@daqidi/identity';
import { handled, type LedgerWorld, openLedgerWorld, proposed, result, stateOf, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const postOf = (person: string): Post => {
  const post = world.district.post(`post.${person}`);
  if (post === undefined) throw new Error('the district has lost a post');
  return post;
};
const ends = (person: string): void => world.district.state({ post: { ...postOf(person), to: '2026-03-01' } });
const appoints = (person: string, unitId = 'u-north'): void =>
  world.district.state({ post: { ...postOf('north-handler'), id: `post.${person}`, personId: person, unitId, to: null } });
const progress = (person: string, appealId: string) =>
  world.officer(person).does('recordProgress', { appealId, text: '已到现场。' });

it('a successor accepts what his predecessor handled, and goes on; the predecessor is refused', async () => {
  const appealId = await handled(world);
  appoints('successor');
  expect(await world.officer('successor').does('acceptEntry', { appealId })).toMatchObject({ rule: 'entry.stage' });
  ends('north-handler');
  expect(await progress('successor', appealId)).toMatchObject({ rule: 'entry.take-over' });
  expect(await world.officer('successor').does('acceptEntry', { appealId })).toMatchObject({ code: null });
  expect(await progress('successor', appealId)).toMatchObject({ code: null });
  expect(await progress('north-handler', appealId)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.officer('successor').does('proposeResult', { appealId, ...result })).toMatchObject({ code: null });
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SIGNING_OFF', handlerId: 'successor' });
});

it('a leader of the unit names another handler, whose it is then', async () => {
  const appealId = await handled(world);
  appoints('successor');
  const names = (person: string, handlerId: string) => world.officer(person).does('nameHandler', { appealId, handlerId });
  expect(await names('north-handler', 'successor')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await names('north-deputy', 'south-handler')).toMatchObject({ rule: 'entry.named-handler' });
  expect(await names('north-deputy', 'successor')).toMatchObject({ code: null });
  expect(world.said(appealId).at(-1)).toMatchObject({
    type: 'HandlerNamed',
    data: { appealId, handlerId: 'successor', unitId: 'u-north' },
    actor: { person: 'north-deputy', post: 'post.north-deputy' },
  });
  expect(await progress('north-handler', appealId)).toMatchObject({ rule: 'entry.handler' });
  expect(await progress('successor', appealId)).toMatchObject({ code: null });
});

it('a leader of the next unit above names one, too, and nobody further up while both have leaders', async () => {
  const appealId = await handled(world);
  appoints('successor');
  const names = (person: string) => world.officer(person).does('nameHandler', { appealId, handlerId: 'successor' });
  expect(await world.officer('housing-head').does('nameHandler', { appealId, handlerId: 'successor' })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await names('group-head')).toMatchObject({ code: null });
});

it('a unit without any handler leaves it to the next unit above', async () => {
  const appealId = await handled(world);
  ends('north-handler');
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { waitingFor } }';
  const waitingFor = async () => (await world.officer('north-head').asks(read, { id: appealId })).data;
  expect(await waitingFor()).toEqual({ ledgerEntry: { waitingFor: 'HANDLER' } });
  appoints('group-handler', 'u-group');
  expect(await waitingFor()).toEqual({ ledgerEntry: { waitingFor: null } });
  expect(await world.officer('group-handler').does('acceptEntry', { appealId })).toMatchObject({ code: null });
  expect(await progress('group-handler', appealId)).toMatchObject({ code: null });
  expect(typesSaid(world, appealId).slice(-2)).toEqual(['EntryAccepted', 'ProgressRecorded']);
});

it('where nobody is left above either, the letters office names another unit, which has what is left of the time', async () => {
  const appealId = await handled(world);
  const dueAt = (await stateOf(world, appealId))?.clock?.dueAt;
  const moves = (person: string, unitId = 'u-housing') => world.officer(person).does('assignEntry', { appealId, unitId });
  expect(await moves('letters-1')).toMatchObject({ rule: 'entry.stage' });
  ends('north-handler');
  expect(await moves('north-head')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await moves('letters-1', 'u-north')).toMatchObject({ rule: 'entry.unit' });
  expect(await moves('letters-1')).toMatchObject({ code: null });
  expect(typesSaid(world, appealId).slice(-2)).toEqual(['EntryRecalled', 'EntryAssigned']);
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNED', holderUnitId: 'u-housing', clock: { dueAt } });
  expect(await world.officer('housing-handler').does('acceptEntry', { appealId })).toMatchObject({ code: null });
});

it('what nobody is left to sign is handled and signed anew by the unit that the letters office names', async () => {
  const { appealId, digest } = await proposed(world);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  const moves = () => world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-housing' });
  ends('north-deputy');
  ends('group-deputy');
  expect(await moves()).toMatchObject({ code: null });
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNED', holderUnitId: 'u-housing', slots: [], result: null });
});

it('a refused result of a handler who has gone is taken over by his successor', async () => {
  const appealId = await handled(world);
  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  ends('north-handler');
  appoints('successor');
  const digest = (await stateOf(world, appealId))?.result?.digest ?? '';
  await world.petitioner('zhang').does('refuseResult', { appealId, digest, reason: '并没有修好。' });
  expect(await world.officer('successor').does('acceptEntry', { appealId })).toMatchObject({ code: null });
  expect(await world.officer('successor').does('proposeResult', { appealId, ...result })).toMatchObject({ code: null });
});
