// Promise: whoever leaves, is accused or is dissolved while a case goes on, somebody competent has each next step, is told of it and sees it.
import { complaint, type DualWorld, openDualWorld, stateOf, taken } from './support/dual-world.js';

let world: DualWorld;
beforeEach(async () => {
  world = await openDualWorld();
});
afterEach(() => world.stop());

const leaves = async (...people: readonly string[]): Promise<void> => {
  for (const person of people)
    for (const post of world.district.postsOf(person)) world.district.state({ post: { ...post, to: '2026-03-01' } });
  await world.settled();
};
const concludes = (person: string, appealId: string, finding: string) =>
  world.officer(person).does('concludeTrack', {
    appealId,
    track: person === 'letters-1' ? 'LETTERS' : 'DISCIPLINE',
    finding,
    text: '经核查,反映情况如上。',
  });
const apart = async (): Promise<string> => {
  const appealId = await taken(world, 'u-north');
  await concludes('inspector', appealId, 'SUBSTANTIATED');
  await concludes('letters-1', appealId, 'UNSUBSTANTIATED');
  return appealId;
};
const decides = (person: string, appealId: string) =>
  world
    .officer(person)
    .does('decideDisagreement', { appealId, about: 'CONCLUSIONS', finding: 'SUBSTANTIATED', reason: '以证据为准。' });
const alarms = (appealId: string) =>
  world
    .said(appealId)
    .filter(({ type }) => type === 'ClockOverdue')
    .map(({ data }) => data);
const lastScope = (appealId: string) => world.said(appealId).findLast(({ type }) => type === 'ScopeStated')?.data;

describe('a disagreement', () => {
  it('that the heads were asked about is the city’s people’s once no head is left, who see the case from then on', async () => {
    const appealId = await apart();
    expect(await decides('city-1', appealId)).toMatchObject({ code: 'NOT_FOUND' });
    await leaves('leader');
    expect(lastScope(appealId)).toMatchObject({ offices: ['LETTERS', 'DISCIPLINE', 'CONFERENCE', 'CITY'] });
    const { data } = await world.officer('city-1').asks('{ disagreements { edges { node { id } } } }');
    expect(data).toEqual({ disagreements: { edges: [{ node: { id: appealId } }] } });
    expect(await decides('city-1', appealId)).toMatchObject({ code: null });
    expect((await stateOf(world, appealId))?.decided).toMatchObject({ by: 'city-1', finding: 'SUBSTANTIATED' });
  });

  it('is nobody’s who is accused by then, the only head among them', async () => {
    const appealId = await apart();
    const expectedVersion = (await world.tools.model.oversights.collection.byId(appealId))?.version;
    const added = { appealId, expectedVersion, officerIds: ['leader'] };
    expect(await world.officer('inspector').does('addAccused', added, 'oversight { id }')).toMatchObject({ code: null });
    expect(await decides('leader', appealId)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await decides('city-2', appealId)).toMatchObject({ code: null });
  });

  it('that nobody decides in time raises an order on the heads’ office', async () => {
    const appealId = await apart();
    await world.until('2026-04-30T00:00:00Z');
    expect(alarms(appealId)).toMatchObject([{ clock: 'CONFERENCE', track: null, unitId: 'u-group' }]);
    const { data } = await world.officer('leader').asks('{ disagreements { edges { node { disagreement { overdue } } } } }');
    expect(data).toEqual({ disagreements: { edges: [{ node: { disagreement: { overdue: true } } }] } });
  });
});

describe('a track', () => {
  const clocks = async (appealId: string) => {
    await world.until('2026-05-30T00:00:00Z');
    return alarms(appealId);
  };

  it('that nobody concludes is owed by the office that stands in where its own is accused', async () => {
    const appealId = await complaint(world, 'u-letters');
    expect(await clocks(appealId)).toMatchObject([
      { track: 'DISCIPLINE', unitId: 'u-discipline' },
      { track: 'LETTERS', unitId: 'u-group' },
    ]);
  });

  it('goes on with the same inspector in another office of his, and with a successor where he has left', async () => {
    const appealId = await taken(world, 'u-north');
    const [post] = world.district.postsOf('inspector');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.acting', acting: true } });
    await leaves('letters-1');
    const note = (person: string, track: string) =>
      world.officer(person).does('noteTrack', { appealId, track, text: '继续核查。' });
    expect(await note('inspector', 'DISCIPLINE')).toMatchObject({ code: null });
    expect((await note('letters-1', 'LETTERS')).code).not.toBeNull();
    expect(await note('letters-2', 'LETTERS')).toMatchObject({ rule: 'track.inspector' });
    await world.officer('letters-2').does('takeTrack', { appealId, track: 'LETTERS' });
    expect(await note('letters-2', 'LETTERS')).toMatchObject({ code: null });
  });
});

describe('a unit', () => {
  const asks = (appealId: string, unitId: string) =>
    world.officer('inspector').does('requestMaterial', { appealId, track: 'DISCIPLINE', unitId, text: '请提供维护合同。' });

  it('that has been dissolved is asked for no material', async () => {
    const appealId = await taken(world, 'u-north');
    const housing = world.district.unit('u-housing');
    if (housing === undefined) throw new Error('the district has lost a unit');
    expect(await asks(appealId, 'u-housing')).toMatchObject({ code: null });
    world.district.state({ unit: { ...housing, validTo: '2026-03-01' } });
    expect(await asks(appealId, 'u-housing')).toMatchObject({ rule: 'material.unit' });
  });

  it('above the one that does not answer is passed over where it is accused itself', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, { recused: ['unit:u-north@2024'] });
    await world.hears('assignment', 'ClockOverdue', appealId, { unitId: 'u-north-village' });
    await world.until('2026-04-30T00:00:00Z');
    const rises = world.said(appealId).filter(({ type }) => type === 'OrderEscalated');
    expect(rises.map(({ data }) => data)).toMatchObject([{ fromUnitId: 'u-north-village', toUnitId: 'u-group' }]);
  });
});

it('a final holiday list moves the clocks of tracks, consents and material, and each says so by its name', async () => {
  await world.until('2026-12-30T02:00:00.000Z');
  const appealId = await taken(world, 'u-north');
  await world.hears('triage', 'JointDecisionProposed', appealId);
  await world
    .officer('inspector')
    .does('requestMaterial', { appealId, track: 'DISCIPLINE', unitId: 'u-housing', text: '请提供合同。' });
  const daysOff = ['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06'];
  const list = { year: 2027, number: 2, daysOff, makeUpDays: [], provisional: false, source: '国办发明电', reason: null };
  world.district.state({ holidays: list });
  await world.settled();
  const moved = world.said('*').filter(({ type }) => type === 'ClockRederived');
  const names = moved.map(
    ({ data }) => data as { readonly clock?: string; readonly track?: string; readonly materialId?: string },
  );
  expect(names.map(({ clock, track, materialId }) => clock ?? (materialId === undefined ? track : 'MATERIAL')).sort()).toEqual([
    'CONSENT',
    'MATERIAL',
    'TRACK',
    'TRACK',
  ]);
  expect((await stateOf(world, appealId))?.asked?.clock).toMatchObject({ provisional: false, status: 'RUNNING' });
});
