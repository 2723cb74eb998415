// Promise: a duplicate is joined to the same petitioner's first open appeal that the reviewer may see, never in a circle; what is hidden
// looks exactly like what does not exist. Another petitioner's follows: it passes, and goes its own way when whoever it follows is no more.
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

const follow = (appealId: string, followsId: string, by = village()) => by.does('passScreening', { appealId, followsId });
const followedBy = async (appealId: string) => (await stateOf(world, appealId))?.following?.leaderId ?? null;
const followersOf = async (appealId: string) =>
  (await world.tools.model.cases.collection.byId(appealId))?.facts.followers.map((one) => one.appealId);
const of = (personId: string, receivedAt: string, more: object = {}) =>
  accepted(world, at(receivedAt, { petitioner: { personId, kind: 'NAMED', protected: false }, ...more }));
const three = async () => [await of('li', first), await of('wang', second), await of('zhang', third)] as const;
const notFollowed = { code: 'RULE_VIOLATION', rule: 'triage.follows' };

it('another petitioner’s appeal passes and follows the earlier one, which only who may see both is told', async () => {
  const [leader, other, own] = await three();
  expect(await follow(own, leader)).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSING' } } });
  await follow(other, leader);
  expect(typesSaid(world, own)).toEqual(['AppealAccepted', 'ScreeningPassed', 'LeaderNamed']);
  const read = 'query($id: ID!) { triageCase(id: $id) { stage follows { id } followers { id } } }';
  const seenBy = async (reader: ReturnType<typeof village>, id: string) =>
    (await reader.asks(read, { id })).data as { triageCase: object | null };
  expect(await seenBy(village(), leader)).toMatchObject({ triageCase: { followers: [{ id: other }, { id: own }] } });
  expect(await seenBy(village(), own)).toMatchObject({ triageCase: { follows: { id: leader } } });
  // No petitioner learns of another.
  expect(await seenBy(world.petitioner('zhang'), own)).toMatchObject({ triageCase: { follows: null, followers: [] } });
  expect(await seenBy(world.petitioner('li'), leader)).toMatchObject({ triageCase: { follows: null, followers: [] } });
});

it('whoever follows one that follows is a follower of the first, whichever link came first', async () => {
  const [leader, other, own] = await three();
  await follow(other, leader);
  await follow(own, other);
  expect([await followedBy(other), await followedBy(own)]).toEqual([leader, leader]);
  const [oldest, middle, youngest] = await three();
  await follow(youngest, middle);
  await follow(middle, oldest);
  expect([await followedBy(middle), await followedBy(youngest)]).toEqual([oldest, oldest]);
  expect(await followersOf(oldest)).toEqual([middle, youngest]);
  expect(await followersOf(middle)).toEqual([]);
});

it('links A to B and B to C that are made at once end with C leading both, and make no circle', async () => {
  const [leader, other, own] = await three();
  const answers = await Promise.all([follow(own, other), follow(other, leader), follow(leader, own)]);
  await world.settled();
  expect(answers.map(({ code }) => code)).toEqual([null, null, 'RULE_VIOLATION']);
  expect([await followedBy(leader), await followedBy(other), await followedBy(own)]).toEqual([null, leader, leader]);
});

test.each(['dismissed', 'withdrawn in review', 'withdrawn later', 'a secret'])(
  'when the one that two follow is %s, the older of the two goes before the other',
  async (what) => {
    const [leader, other, own] = await three();
    await follow(own, leader);
    await follow(other, leader);
    const { version } = (await world.tools.model.cases.collection.byId(own)) ?? {};
    const explanation = '经核实情况不属实,已向您说明。';
    switch (what) {
      case 'dismissed':
        await village().does('dismissAppeal', { appealId: leader, ground: 'FALSE', explanation });
        break;
      case 'withdrawn in review':
        await world.hears('intake', 'WithdrawalRequested', leader);
        await village().does('decideWithdrawalInReview', { appealId: leader, accepts: true, reason: '已同意您撤回。' });
        break;
      case 'withdrawn later':
        await world.hears('assignment', 'WithdrawalAccepted', leader);
        break;
      default:
        await world.hears('supervision', 'ScopeStated', leader, { number: 1, ...accusing('u-housing') });
    }
    expect([await followedBy(other), await followedBy(own)]).toEqual([null, other]);
    expect(await followersOf(other)).toEqual([own]);
    // Nobody's decision is overtaken by that.
    expect((await world.tools.model.cases.collection.byId(own))?.version).toBe(version);
    // One who asks late follows whoever leads now.
    const late = await of('zhao', '2026-03-01T04:00:00.000Z');
    if (what === 'a secret') expect(await follow(late, leader)).toMatchObject(notFollowed);
    else expect(await follow(late, own)).toMatchObject({ code: null });
  },
);

it('one that becomes a secret follows nothing any more, and its leader’s readers do not see it', async () => {
  const [leader, , own] = await three();
  await follow(own, leader);
  await world.hears('supervision', 'ScopeStated', own, { number: 1, ...accusing('u-housing') });
  expect(await followedBy(own)).toBe(null);
  expect(await followersOf(leader)).toEqual([]);
});

it('what is followed has to be earlier, open, here, no secret and another’s; the hidden looks like the absent', async () => {
  const [leader, other, own] = await three();
  const absent = await follow(other, 'no-such');
  expect(absent).toMatchObject(notFollowed);
  const restricted = await of('li', first, accusing('u-housing'));
  const elsewhere = await of('li', first, { regionPath: ['511999'] });
  const south = { regionId: places.southVillage, regionPath: [places.district, places.south, places.southVillage] };
  const hidden = await of('li', first, south);
  for (const id of [restricted, elsewhere, hidden, own]) expect(await follow(other, id)).toEqual(absent);
  expect(await follow(own, await accepted(world, at(first)))).toMatchObject({ rule: 'triage.follows-own' });
  expect(await follow(other, leader)).toMatchObject({ code: null });
});

it('the panel of the second review undoes a link, with a reason, and nobody else', async () => {
  const [leader, , own] = await three();
  await follow(own, leader);
  const undoing = { appealId: own, reason: '两件反映的路段不同。' };
  expect(await village().does('endFollowing', undoing)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await world.officer('north-1').does('endFollowing', undoing)).toMatchObject({ code: null });
  expect([await followedBy(own), await followersOf(leader)]).toEqual([null, []]);
  expect(await world.officer('north-1').does('endFollowing', undoing)).toMatchObject({ rule: 'triage.follows-none' });
});
