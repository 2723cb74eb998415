// Promise: what other services say about a case is learned once, whatever it is, and what belongs to its petitioner is his by every way he has.
import { places } from '@daqidi/service-testing';
import { accepted, openTriageWorld, screened, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const code = { code: 'ABCD-EFGH-JKMN-PQRS', commitment: 'salt:Tsg-CjDmNpsb8CplYTrQbQU9lcWgZzT-WQtly8fdjr0' };
const explanation = '经核查,反映的情况不存在,特此说明。';
const panel = () => world.officer('north-village-reviewer');
const dismiss = (appealId: string) => panel().does('dismissAppeal', { appealId, ground: 'FALSE', explanation });

it('assignment is told that triage has nothing to add to the volume, once for each time it asks', async () => {
  const appealId = await screened(world);
  const asked = await world.hears('assignment', 'CloseRequested', appealId);
  await world.hearsAgain(asked);
  await world.hears('assignment', 'CloseRequested', appealId, { number: 2 });
  expect(world.said(appealId).slice(-2)).toMatchObject([
    { type: 'StreamsStated', data: { number: 1, streams: [] } },
    { type: 'StreamsStated', data: { number: 2, streams: [] } },
  ]);
});

describe('the explanation of a refusal', () => {
  const query = 'query($of: [_Any!]!) { _entities(representations: $of) { ... on TimelineEntry { explanation } } }';
  const shown = async (who: ReturnType<typeof panel>, step: string) => {
    const { data } = await who.asks(query, { of: [{ __typename: 'TimelineEntry', id: 'step', step }] });
    return (data as { _entities: readonly [{ explanation: string | null }] })._entities[0].explanation;
  };

  it('is at its own step alone, for the petitioner and whoever reads the text, and for the code', async () => {
    const appealId = await accepted(world, { queryCode: code.commitment });
    await dismiss(appealId);
    const step = `${appealId} AppealDismissed `;
    expect([await shown(world.petitioner('zhang'), step), await shown(panel(), step)]).toEqual([explanation, explanation]);
    expect([await shown(world.petitioner('li'), step), await shown(world.officer('south-1'), step)]).toEqual([null, null]);
    expect(await shown(world.anybody(), `${step}${code.code}`)).toBe(explanation);
    expect(await shown(world.anybody(), `${step}${code.code.replace('A', 'B')}`)).toBeNull();
    const at = (kind: string) => shown(world.petitioner('zhang'), `${appealId} ${kind} `);
    expect([await at('ContestRefused'), await at('ContestAccepted')]).toEqual([null, null]);
    await world.petitioner('zhang').does('contestDismissal', { appealId, reason: '路灯确实不亮,有照片。' });
    const stands = '经复核,原结论正确,特此说明。';
    await world.officer('north-1').does('decideContest', { appealId, upholds: false, explanation: stands });
    expect([await at('AppealDismissed'), await at('ContestRefused'), await at('AppealAccepted')]).toEqual([
      explanation,
      stands,
      null,
    ]);
    expect(await shown(world.anybody(), `${world.newAppeal()} AppealDismissed ${code.code}`)).toBeNull();
  });

  it('is opened by the code that holds: one that was replaced opens nothing any more', async () => {
    const appealId = await accepted(world);
    await dismiss(appealId);
    const step = `${appealId} AppealDismissed ${code.code}`;
    expect(await shown(world.anybody(), step)).toBeNull();
    await world.hears('intake', 'QueryCodeReplaced', appealId, { queryCode: code.commitment });
    expect(await shown(world.anybody(), step)).toBe(explanation);
    await world.hears('intake', 'QueryCodeReplaced', appealId, { queryCode: 'salt:another', generation: 3 });
    expect(await shown(world.anybody(), step)).toBeNull();
  });
});

it('a case of a place that is no village begins at the lowest desk that there is', async () => {
  const appealId = await accepted(world, { regionId: places.north, regionPath: [places.district, places.north] });
  expect(await stateOf(world, appealId)).toMatchObject({ desk: 'TOWNSHIP' });
  await world.until('2026-03-20T02:00:00.000Z');
  expect(world.said(appealId).at(-1)).toMatchObject({
    type: 'ClockOverdue',
    data: { panel: { role: 'TOWNSHIP_REVIEWER', regionId: places.north }, panelUnitId: 'u-north' },
  });
});

describe('a request to withdraw', () => {
  const read = 'query($id: ID!) { triageCase(id: $id) { stage withdrawal { status reason by { id } } } }';

  it('that the panel has not answered when it refuses the appeal is answered with it, and raises no alarm', async () => {
    const appealId = await accepted(world);
    await world.hears('intake', 'WithdrawalRequested', appealId);
    await dismiss(appealId);
    expect((await world.petitioner('zhang').asks(read, { id: appealId })).data).toEqual({
      triageCase: { stage: 'DISMISSED', withdrawal: { status: 'REFUSED', reason: null, by: null } },
    });
    await world.until('2026-04-20T02:00:00.000Z');
    expect(typesSaid(world, appealId)).toEqual(['AppealAccepted', 'WithdrawalAsked', 'AppealDismissed', 'WithdrawalRefused']);
  });

  it('ends an ordinary case in which somebody takes no part by his own word, and none that accused somebody once', async () => {
    const [ordinary, accusing] = [await accepted(world), await accepted(world)];
    await world.hears('supervision', 'ScopeStated', ordinary, { recused: ['person:south-1'] });
    const accused = { units: ['u-south'], persons: [], since: 2024 };
    await world.hears('supervision', 'ScopeStated', accusing, { accused, recused: ['unit:u-south@2024'] });
    await world.hears('supervision', 'ScopeStated', accusing, { number: 2 });
    for (const [appealId, stage] of [
      [ordinary, 'WITHDRAWN'],
      [accusing, 'SCREENING'],
    ] as const) {
      await world.hears('intake', 'WithdrawalRequested', appealId);
      await panel().does('decideWithdrawalInReview', { appealId, accepts: true, reason: '核实系本人意愿,同意撤回。' });
      expect([appealId, (await stateOf(world, appealId))?.stage]).toEqual([appealId, stage]);
    }
  });
});

describe('the submission', () => {
  it('of an official keeps him out of every review, whether he takes it in or brings it himself', async () => {
    const actor = { person: 'north-village-reviewer', post: 'post.north-village-reviewer' };
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, {}, actor);
    expect(await stateOf(world, appealId)).toMatchObject({ desk: 'TOWNSHIP' });
    expect(await panel().does('passScreening', { appealId })).toMatchObject({ rule: 'triage.panel' });
    const own = world.newAppeal();
    const petitioner = { personId: 'north-village-reviewer', kind: 'NAMED', protected: false };
    await world.hears('intake', 'AppealSubmitted', own, { petitioner }, { ...actor, post: null });
    expect(await stateOf(world, own)).toMatchObject({ desk: 'TOWNSHIP' });
    expect(await panel().does('passScreening', { appealId: own })).toMatchObject({ rule: 'triage.panel' });
    const others = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', others, {}, { person: 'zhang', post: null });
    expect(await stateOf(world, others)).toMatchObject({ desk: 'VILLAGE' });
  });

  it('of a group is read and contested by each of its representatives, and by nobody who is none', async () => {
    const group = { members: 12, others: [{ personId: 'li', queryCode: code.commitment }] };
    const petitioner = { personId: 'zhang', kind: 'GROUP', protected: false, group };
    const appealId = await accepted(world, { petitioner });
    await dismiss(appealId);
    const contests = (person: string) =>
      world.petitioner(person).does('contestDismissal', { appealId, reason: '路灯确实不亮,有照片。' });
    expect(await contests('wang')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await contests('li')).toMatchObject({ code: null });
    expect(await contests('zhang')).toMatchObject({ rule: 'contest.once' });
  });
});

it('a final holiday list moves what was due by a provisional one, once, and what is over stays', async () => {
  await world.until('2026-12-30T02:00:00.000Z');
  const [open, over] = [await accepted(world), await accepted(world)];
  await dismiss(over);
  const due = async () => (await stateOf(world, open))?.clock;
  expect(await due()).toMatchObject({ startedOn: '2026-12-30', workingDays: 2, provisional: true });
  const before = (await due())?.dueAt;
  const daysOff = ['2027-01-01', '2027-01-04', '2027-01-05'];
  const list = { year: 2027, number: 2, daysOff, makeUpDays: [], provisional: false, source: '国办发明电', reason: null };
  world.district.state({ holidays: list });
  await world.settled();
  expect(await due()).toMatchObject({ startedOn: '2026-12-30', dueAt: '2027-01-06T15:59:59.999Z', provisional: false });
  expect(world.said(open).filter(({ type }) => type === 'ClockRederived')).toMatchObject([{ data: { before } }]);
  expect(typesSaid(world, over)).not.toContain('ClockRederived');
});
