// Promise: a unit objects to an assignment within its window, never alone: the sender decides, about a second objection the level above, whose
// word is final; the clock goes on through it all, and each decision and each acceptance has a clock of its own.
import {
  assigned,
  handled,
  historyOf,
  type LedgerWorld,
  openLedgerWorld,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const reason = '该路段路灯由区住建部门管护,不属本单位职责。';
const answer = '经核对职责清单,作出如下决定。';
const objects = (appealId: string, person = 'north-handler') =>
  world.officer(person).does('objectToAssignment', { appealId, reason });
const decides = (appealId: string, upholds: boolean, person = 'letters-1') =>
  world.officer(person).does('decideObjection', { appealId, upholds, reason: answer });
const assigns = (appealId: string, unitId: string, person = 'letters-1') =>
  world.officer(person).does('assignEntry', { appealId, unitId });
const dueOf = async (appealId: string) => (await stateOf(world, appealId))?.clock?.dueAt;
const overdue = (appealId: string) =>
  world
    .said(appealId)
    .filter(({ type }) => type === 'ClockOverdue')
    .map(({ data }) => data as { readonly clock: string; readonly unitId: string })
    .map(({ clock, unitId }) => [clock, unitId]);

/** A district matter that the letters office has given to the housing bureau. */
const ofDistrict = async (): Promise<string> => {
  const appealId = await assigned(world);
  await objects(appealId);
  await decides(appealId, true);
  await assigns(appealId, 'u-housing');
  return appealId;
};

it('upheld, the case goes back to whoever distributes, who names another unit; the clock goes on', async () => {
  const appealId = await assigned(world);
  const due = await dueOf(appealId);
  await world.until('2026-03-04T02:00:00.000Z');
  expect(await objects(appealId)).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'ASSIGNED' } } });
  expect(await objects(appealId)).toMatchObject({ rule: 'request.open' });
  expect(await decides(appealId, true)).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'ASSIGNING' } } });
  expect(typesSaid(world, appealId).slice(-3)).toEqual(['ObjectionMade', 'ObjectionDecided', 'EntryRecalled']);
  expect(await stateOf(world, appealId)).toMatchObject({ holderUnitId: 'u-letters', objections: { bounces: 1 } });
  expect(await assigns(appealId, 'u-housing')).toMatchObject({ code: null });
  expect(await dueOf(appealId)).toBe(due);
  expect(await historyOf(world, appealId, 'ObjectionDecided')).toHaveLength(1);
  expect(await decides(appealId, true)).toMatchObject({ rule: 'request.none' });
});

it('nobody of the unit that objects decides, though its panel sent it; nor whoever stands outside', async () => {
  const appealId = await assigned(world);
  await objects(appealId, 'north-deputy');
  for (const [person, code] of [
    ...[['north-1', 'FORBIDDEN'] as const, ['north-head', 'FORBIDDEN'] as const, ['inspector', 'FORBIDDEN'] as const],
    ...[['south-1', 'NOT_FOUND'] as const, ['housing-head', 'NOT_FOUND'] as const],
  ])
    expect(await decides(appealId, false, person)).toMatchObject({ code });
  expect(await decides(appealId, false)).toMatchObject({ code: null });
});

it('only the unit that was given it objects, not one above it', async () => {
  const appealId = await assigned(world);
  for (const person of ['group-head', 'housing-handler', 'letters-1', 'north-clerk'])
    expect((await objects(appealId, person)).code, person).not.toBeNull();
});

it('rejected, the unit handles; it may say so once more, to the level above, whose word is final', async () => {
  const appealId = await assigned(world);
  await objects(appealId);
  expect(await world.officer('north-handler').does('acceptEntry', { appealId })).toMatchObject({ rule: 'request.open' });
  await decides(appealId, false);
  expect(await objects(appealId)).toMatchObject({ code: null });
  expect((await stateOf(world, appealId))?.request).toMatchObject({ desk: 'SECRETARIAT', final: true });
  expect(await decides(appealId, false)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId, false, 'secretary')).toMatchObject({ code: null });
  expect(await objects(appealId)).toMatchObject({ rule: 'objection.final' });
  expect(await world.officer('north-handler').does('acceptEntry', { appealId })).toMatchObject({ code: null });
});

it('freed by the level above, a unit does not get it back; how often a case came back is counted', async () => {
  const appealId = await assigned(world);
  await objects(appealId);
  await decides(appealId, false);
  await objects(appealId);
  await decides(appealId, true, 'secretary');
  expect(await assigns(appealId, 'u-north')).toMatchObject({ rule: 'entry.unit' });
  await assigns(appealId, 'u-housing');
  await objects(appealId, 'housing-head');
  // Whoever decided before does not decide above himself.
  for (const person of ['letters-1', 'secretary'])
    expect(await decides(appealId, true, person)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId, true, 'inspector')).toMatchObject({ code: null });
  await assigns(appealId, 'u-centre');
  expect(world.said(appealId).findLast(({ type }) => type === 'ObjectionDecided')?.data).toMatchObject({
    ...{ unitId: 'u-housing', bounces: 2, upheld: true, final: true, returnedTo: 'u-letters' },
  });
});

it('within five working days of the assignment, of a consultation within an hour of office time', async () => {
  const late = await assigned(world);
  const known = await handled(world);
  await world.until('2026-03-09T15:59:59.999Z');
  expect(await objects(known)).toMatchObject({ code: null });
  await world.until('2026-03-09T16:00:00.000Z');
  expect(await objects(late)).toMatchObject({ rule: 'objection.window' });
  const question = world.newAppeal();
  await world.until('2026-03-10T02:00:00.000Z');
  await world.hears('intake', 'AppealSubmitted', question);
  await world.hears('triage', 'AppealAssessed', question, { category: 'CONSULTATION' });
  await world.until('2026-03-10T03:00:00.001Z');
  expect(await objects(question)).toMatchObject({ rule: 'objection.window' });
});

it('what is not decided in time raises an order against whoever decides, once', async () => {
  const appealId = await assigned(world);
  await objects(appealId);
  await world.until('2026-03-04T15:59:59.999Z');
  expect(overdue(appealId)).toEqual([]);
  await world.until('2026-03-04T16:00:00.000Z');
  await world.until('2026-03-06T16:00:00.000Z');
  expect(overdue(appealId)).toEqual([['OBJECTION', 'u-letters']]);
});

it('what is not accepted in time raises an order against the unit, once', async () => {
  const [waiting, taken] = [await assigned(world), await handled(world)];
  await world.until('2026-03-04T15:59:59.999Z');
  expect(overdue(waiting)).toEqual([]);
  await world.until('2026-03-04T16:00:00.000Z');
  expect(overdue(waiting)).toEqual([['ACCEPTING', 'u-north']]);
  await world.officer('north-handler').does('acceptEntry', { appealId: waiting });
  await world.until('2026-03-20T16:00:00.000Z');
  expect([overdue(waiting).length, overdue(taken).length]).toEqual([1, 0]);
});

it('no result is stated before it is decided, and one who withdraws or an accusation ends it', async () => {
  const appealId = await handled(world);
  await objects(appealId);
  expect(await world.officer('north-handler').does('proposeResult', { appealId, ...result })).toMatchObject({
    rule: 'request.open',
  });
  await world.hears('supervision', 'ScopeStated', appealId, {
    ...{ number: 1, restricted: true, offices: ['LETTERS', 'DISCIPLINE'] },
    ...{ barred: ['unit:u-north@2024'], recused: ['unit:u-north@2024'] },
  });
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', request: null });
  expect(await decides(appealId, true)).toMatchObject({ rule: 'request.none' });
  expect(await assigns(appealId, 'u-north')).toMatchObject({ rule: 'entry.unit' });
  expect((await objects(appealId)).code).toBe('NOT_FOUND');
});

it('what was assigned anew by the letters office is the letters office’s to decide, then the secretariat’s', async () => {
  const appealId = await ofDistrict();
  expect(await objects(appealId, 'housing-handler')).toMatchObject({ code: null });
  expect((await stateOf(world, appealId))?.request).toMatchObject({ desk: 'SECRETARIAT', final: true });
  expect(await decides(appealId, false, 'letters-2')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId, false, 'secretary')).toMatchObject({ code: null });
});

it('what units and senders say to each other is read by those in office, not by the petitioner', async () => {
  const appealId = await handled(world);
  await objects(appealId);
  await decides(appealId, false);
  const read = `query($id: ID!) { ledgerEntry(id: $id) { bounces request { kind granted reason answer }
    objections { total edges { node { reason answer granted final by { id } decidedBy { id } } } } } }`;
  const seenBy = async (reader: ReturnType<LedgerWorld['officer']>) => (await reader.asks(read, { id: appealId })).data;
  const node = { reason, answer, granted: false, final: false, by: { id: 'north-handler' }, decidedBy: { id: 'letters-1' } };
  for (const person of ['north-handler', 'letters-2', 'north-clerk'])
    expect(await seenBy(world.officer(person))).toEqual({
      ledgerEntry: {
        bounces: 0,
        request: { kind: 'OBJECTION', granted: false, reason, answer },
        objections: { total: 1, edges: [{ node }] },
      },
    });
  expect(await seenBy(world.petitioner('zhang'))).toEqual({
    ledgerEntry: { bounces: 0, request: null, objections: { total: 0, edges: [] } },
  });
});
