// Promise: a duplicate is joined to the same petitioner's first open appeal that the reviewer may see, never in a circle; what is hidden
// looks exactly like what does not exist.
import { accusing, places } from '@daqidi/service-testing';
import { accepted, openTriageWorld, screened, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const village = () => world.officer('north-village-reviewer');
const at = (receivedAt: string, more: object = {}) => ({ receivedAt, ...more });
const [first, second, third] = ['2026-03-01T01:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-03-01T03:00:00.000Z'] as const;
const dismissal = (appealId: string, duplicateOfId: string) => ({
  appealId,
  ground: 'DUPLICATE_OF',
  duplicateOfId,
  explanation: '该诉求与您先前提出的诉求内容重复,已并案。',
});
const join = (appealId: string, duplicateOfId: string, by = village()) =>
  by.does('dismissAppeal', dismissal(appealId, duplicateOfId));
const joinedTo = async (appealId: string) => (await stateOf(world, appealId))?.screening?.duplicateOfId;
const refused = { code: 'RULE_VIOLATION', rule: 'triage.duplicate' };

it('a later appeal of the same petitioner is joined to the earlier one', async () => {
  const earlier = await accepted(world, at(first));
  const later = await accepted(world, at(second));
  expect(await join(later, earlier)).toMatchObject({ code: null, data: { triageCase: { stage: 'DISMISSED' } } });
  expect(world.said(later).at(-1)).toMatchObject({ type: 'AppealDismissed', data: { duplicateOfId: earlier } });
  const read = 'query($id: ID!) { triageCase(id: $id) { screening { ground duplicateOf { id triage { stage } } } } }';
  expect((await world.petitioner('zhang').asks(read, { id: later })).data).toEqual({
    triageCase: { screening: { ground: 'DUPLICATE_OF', duplicateOf: { id: earlier, triage: { stage: 'SCREENING' } } } },
  });
});

it('an earlier appeal is never joined to a later one, also where both were received at one moment', async () => {
  const earlier = await accepted(world, at(first));
  const later = await accepted(world, at(second));
  expect(await join(earlier, later)).toMatchObject(refused);
  const [low = '', high = ''] = [await accepted(world, at(first)), await accepted(world, at(first))].sort();
  expect(await join(low, high)).toMatchObject(refused);
  expect(await join(high, low)).toMatchObject({ code: null });
});

it('two reviewers who join each to the other at once make no circle', async () => {
  const earlier = await accepted(world, at(first));
  const later = await accepted(world, at(second));
  const answers = await Promise.all([join(earlier, later), join(later, earlier)]);
  expect(answers.map(({ code }) => code)).toEqual(['RULE_VIOLATION', null]);
  expect([await joinedTo(earlier), await joinedTo(later)]).toEqual([undefined, earlier]);
});

it('a chain is joined to its first', async () => {
  const ids = [await accepted(world, at(first)), await accepted(world, at(second)), await accepted(world, at(third))] as const;
  await join(ids[1], ids[0]);
  expect(await join(ids[2], ids[1])).toMatchObject({ code: null });
  expect(await joinedTo(ids[2])).toBe(ids[0]);
});

it('an appeal that is over leads nothing', async () => {
  const explanation = '经核实情况不属实,已向您说明。';
  const untrue = await accepted(world, at(first));
  await village().does('dismissAppeal', { appealId: untrue, ground: 'FALSE', explanation });
  const closed = await screened(world);
  await world.hears('assignment', 'AppealClosed', closed);
  const later = await accepted(world, at('2026-03-02T03:00:00.000Z'));
  expect(await join(later, untrue)).toMatchObject(refused);
  expect(await join(later, closed)).toMatchObject(refused);
});

it('another petitioner’s appeal is no duplicate: it passes', async () => {
  const others = await accepted(world, at(first, { petitioner: { personId: 'li', kind: 'NAMED', protected: false } }));
  const own = await accepted(world, at(second));
  expect(await join(own, others)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.duplicate-petitioner' });
});

it('what is hidden, elsewhere or restricted is answered exactly as what does not exist', async () => {
  const south = { regionId: places.southVillage, regionPath: [places.district, places.south, places.southVillage] };
  const hidden = await accepted(world, at(first, south));
  const restricted = await accepted(world, at(first, accusing('u-housing')));
  const elsewhere = await accepted(world, at(first, { regionPath: ['511999'] }));
  const own = await accepted(world, at(second));
  const before = await world.keptTexts();
  const absent = await join(own, 'no-such');
  expect(absent).toMatchObject(refused);
  for (const id of [hidden, restricted, elsewhere]) expect(await join(own, id)).toEqual(absent);
  expect(await world.keptTexts()).toBe(before);
  expect(typesSaid(world, own)).toEqual(['AppealAccepted']);
});

it('a restricted appeal, which the reviewer sees, leads nothing that others may read', async () => {
  const restricted = await accepted(world, at(first, accusing('u-housing')));
  const place = { regionId: places.district, regionPath: [places.district] };
  const own = await accepted(world, at(second, place));
  expect(await join(own, restricted, world.officer('letters-1'))).toMatchObject(refused);
});
