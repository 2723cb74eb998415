// Promise: two tracks watch a complaint, each by itself: one person never holds both, neither sees what the other notes, each has its
// clock, and what they find apart the heads of the joint conference decide.
import { accusing, places } from '@daqidi/service-testing';
import { complaint, type DualWorld, openDualWorld, stateOf, taken, typesSaid } from './support/dual-world.js';

let world: DualWorld;
beforeEach(async () => {
  world = await openDualWorld();
});
afterEach(() => world.stop());

const discipline = { track: 'DISCIPLINE' };
const letters = { track: 'LETTERS' };
const finding = { finding: 'SUBSTANTIATED', text: '经核查,反映情况属实。' };
const read =
  'query($of: [_Any!]!) { _entities(representations: $of) { ... on Appeal { supervision { dual { version tracks { name desk inspector { id } overdue conclusion { finding text } notes { total edges { node { text } } } } disagreement { about desk } decided { finding } } } } } }';
const dualFor = async (person: string, id: string) => {
  const { data } = await world.officer(person).asks(read, { of: [{ __typename: 'Appeal', id }] });
  const [appeal] = (
    data as { readonly _entities: readonly ({ readonly supervision: { readonly dual: Seen | null } | null } | null)[] }
  )._entities;
  return appeal?.supervision?.dual ?? null;
};
interface Seen {
  readonly tracks: readonly {
    readonly name: string;
    readonly desk: string;
    readonly notes: { readonly total: number; readonly edges: readonly { readonly node: { readonly text: string } }[] } | null;
  }[];
  readonly disagreement: object | null;
  readonly decided: object | null;
}
const listed = async (person: string, query: string): Promise<readonly string[]> => {
  const { data } = await world.officer(person).asks(`{ list: ${query} { total edges { node { id } } } }`);
  const { edges } = (data as { readonly list: { readonly edges: readonly { readonly node: { readonly id: string } }[] } }).list;
  return edges.map(({ node }) => node.id);
};

describe('opening', () => {
  it('both tracks, once, as soon as an appeal accuses somebody', async () => {
    const appealId = await complaint(world, 'u-north');
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    expect(typesSaid(world, appealId).filter((type) => type === 'TrackOpened')).toHaveLength(2);
    expect((await stateOf(world, appealId))?.tracks).toMatchObject({
      DISCIPLINE: { inspectorId: null, clock: { status: 'RUNNING', workingDays: 30 } },
      LETTERS: { inspectorId: null },
    });
  });

  it('also about a private party, which nobody keeps secret, when a panel finds it to be a complaint', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    expect(await listed('letters-1', 'myTracks(track: LETTERS, untaken: true)')).toEqual([appealId]);
    expect(await dualFor('north-1', appealId)).toBeNull();
  });

  it('none for what is no complaint', async () => {
    const appealId = world.newAppeal();
    await world.hears('triage', 'AppealAssessed', appealId);
    expect(await stateOf(world, appealId)).toBeUndefined();
  });
});

describe('taking', () => {
  it('is for those who sit at the track’s desk, and one person never holds both', async () => {
    const appealId = await complaint(world, 'u-north');
    expect(await world.officer('letters-1').does('takeTrack', { appealId, ...discipline })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.officer('secretary').does('takeTrack', { appealId, ...letters })).toMatchObject({ code: 'NOT_FOUND' });
    world.district.state({
      post: {
        id: 'post.both',
        role: 'LETTERS_OFFICER',
        office: null,
        unitId: 'u-letters',
        regionId: places.district,
        personId: 'inspector',
        from: '2021-01-01',
        to: null,
        acting: false,
      },
    });
    expect(await world.officer('inspector').does('takeTrack', { appealId, ...discipline })).toMatchObject({ code: null });
    expect(await world.officer('inspector').does('takeTrack', { appealId, ...letters })).toMatchObject({ rule: 'track.both' });
  });

  it('goes on with a successor when the inspector may not, and with nobody else before', async () => {
    const appealId = await taken(world, 'u-north');
    expect(await world.officer('letters-2').does('takeTrack', { appealId, ...letters })).toMatchObject({ rule: 'track.taken' });
    const [post] = world.district.postsOf('letters-1');
    if (post !== undefined) world.district.state({ post: { ...post, to: '2026-03-01' } });
    expect(await world.officer('letters-2').does('takeTrack', { appealId, ...letters })).toMatchObject({ code: null });
    expect((await stateOf(world, appealId))?.tracks.LETTERS?.inspectorId).toBe('letters-2');
  });

  it.each([
    ['the letters office', 'u-letters', 'LETTERS', 'secretary'],
    ['the discipline commission', 'u-discipline', 'DISCIPLINE', 'city-1'],
  ])('is for who stands in where %s is accused', async (_, unit, track, person) => {
    const appealId = await complaint(world, unit);
    expect(await world.officer(person).does('takeTrack', { appealId, track })).toMatchObject({ code: null });
  });
});

describe('notes', () => {
  it('are read by their own track, and move no version', async () => {
    const appealId = await taken(world, 'u-north');
    const before = (await world.tools.model.duals.collection.byId(appealId))?.version;
    for (const text of ['第一条记录', '第二条记录'])
      expect(await world.officer('inspector').does('noteTrack', { appealId, ...discipline, text })).toMatchObject({ code: null });
    expect((await world.tools.model.duals.collection.byId(appealId))?.version).toBe(before);
    const [own, other] = (await dualFor('inspector', appealId))?.tracks ?? [];
    expect(own?.notes).toMatchObject({ total: 2, edges: [{ node: { text: '第二条记录' } }, { node: { text: '第一条记录' } }] });
    expect(other?.notes).toBeNull();
    expect((await dualFor('letters-1', appealId))?.tracks[0]?.notes).toBeNull();
    expect(await world.officer('letters-1').does('noteTrack', { appealId, ...discipline, text: '不是我的' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await world.officer('letters-2').does('noteTrack', { appealId, ...letters, text: '未领取' })).toMatchObject({
      rule: 'track.inspector',
    });
  });
});

describe('concluding', () => {
  it('ends the track’s clock, and only its own', async () => {
    const appealId = await taken(world, 'u-north');
    expect(await world.officer('inspector').does('concludeTrack', { appealId, ...discipline, ...finding })).toMatchObject({
      code: null,
    });
    expect((await stateOf(world, appealId))?.tracks).toMatchObject({
      DISCIPLINE: { clock: { status: 'ENDED' }, concluded: { finding: 'SUBSTANTIATED', by: 'inspector' } },
      LETTERS: { clock: { status: 'RUNNING' }, concluded: null },
    });
    expect(await world.officer('inspector').does('concludeTrack', { appealId, ...discipline, ...finding })).toMatchObject({
      rule: 'track.status',
    });
    expect(await listed('inspector', 'myTracks(track: DISCIPLINE)')).toEqual([]);
    expect(await listed('letters-1', 'myTracks(track: LETTERS)')).toEqual([appealId]);
  });

  it('says of a clue that was handed on number, date and receiver, and of nothing else', async () => {
    const appealId = await taken(world, 'u-north');
    const conclude = (input: object) =>
      world.officer('inspector').does('concludeTrack', { appealId, ...discipline, text: '已移交处理。', ...input });
    const transfer = { number: '移〔2026〕3号', on: '2026-03-02', receiver: '市纪委监委' };
    expect(await conclude({ finding: 'TRANSFERRED' })).toMatchObject({ rule: 'track.transfer' });
    expect(await conclude({ finding: 'SUBSTANTIATED', transfer })).toMatchObject({ rule: 'track.transfer' });
    const ahead = { ...transfer, on: '2026-03-03' };
    expect(await conclude({ finding: 'TRANSFERRED', transfer: ahead })).toMatchObject({ rule: 'track.transfer' });
    expect(await conclude({ finding: 'TRANSFERRED', transfer })).toMatchObject({ code: null });
    expect(await world.officer('letters-1').does('concludeTrack', { appealId, ...letters, ...finding })).toMatchObject({
      code: null,
    });
    expect((await stateOf(world, appealId))?.disagreement).toBeNull();
  });

  it('apart is decided by a head of the joint conference, who sees it from then on', async () => {
    const appealId = await taken(world, 'u-north');
    expect(await dualFor('leader', appealId)).toBeNull();
    await world.officer('inspector').does('concludeTrack', { appealId, ...discipline, ...finding });
    await world.officer('letters-1').does('concludeTrack', { appealId, ...letters, ...finding, finding: 'UNSUBSTANTIATED' });
    expect(await dualFor('leader', appealId)).toMatchObject({ disagreement: { about: 'CONCLUSIONS', desk: 'CONFERENCE' } });
    expect(await listed('leader', 'disagreements')).toEqual([appealId]);
    const unread = '{ disagreements { edges { node { id appeal { id } } } } }';
    expect(await world.officer('leader').asks(unread)).toMatchObject({ code: null });
    const decide = (person: string, chosen: string) =>
      world
        .officer(person)
        .does('decideDisagreement', { appealId, about: 'CONCLUSIONS', finding: chosen, reason: '以证据为准。' });
    expect(await decide('city-1', 'SUBSTANTIATED')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await decide('inspector', 'SUBSTANTIATED')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await decide('leader', 'PARTLY_SUBSTANTIATED')).toMatchObject({ rule: 'joint.answer' });
    expect(await decide('leader', 'SUBSTANTIATED')).toMatchObject({ code: null });
    expect(await dualFor('inspector', appealId)).toMatchObject({ disagreement: null, decided: { finding: 'SUBSTANTIATED' } });
    expect(await listed('leader', 'disagreements')).toEqual([]);
  });

  it('apart is decided by the city office’s people where no head may', async () => {
    const appealId = world.newAppeal();
    const accused = { units: ['u-north'], persons: ['leader'], since: 2024 };
    const keys = ['unit:u-north@2024', 'person:leader'];
    const scope = { barred: keys, recused: keys, restricted: true, offices: ['LETTERS', 'CITY'] };
    await world.hears('intake', 'AppealSubmitted', appealId, { ...scope, accused });
    await world.officer('city-1').does('takeTrack', { appealId, ...discipline });
    await world.officer('letters-1').does('takeTrack', { appealId, ...letters });
    await world.officer('city-1').does('concludeTrack', { appealId, ...discipline, ...finding });
    await world.officer('letters-1').does('concludeTrack', { appealId, ...letters, ...finding, finding: 'UNSUBSTANTIATED' });
    expect((await stateOf(world, appealId))?.disagreement?.desk).toBe('CITY');
    expect(await dualFor('leader', appealId)).toBeNull();
    const decision = { appealId, about: 'CONCLUSIONS', finding: 'SUBSTANTIATED', reason: '以证据为准。' };
    expect(await world.officer('city-2').does('decideDisagreement', decision)).toMatchObject({ code: null });
  });
});

describe('clocks', () => {
  it('of both tracks run out each for itself, and raise an order on the office that owes the conclusion', async () => {
    const appealId = await taken(world, 'u-north');
    await world.officer('letters-1').does('concludeTrack', { appealId, ...letters, ...finding });
    await world.until('2026-05-01T00:00:00Z');
    expect(
      world
        .said(appealId)
        .filter(({ type }) => type === 'ClockOverdue')
        .map(({ data }) => data),
    ).toMatchObject([{ clock: 'TRACK', track: 'DISCIPLINE', unitId: 'u-discipline' }]);
    expect(world.said(appealId).find(({ type }) => type === 'OrderIssued')?.data).toMatchObject({
      clock: 'TRACK',
      unitId: 'u-discipline',
    });
    expect(await world.officer('inspector').does('concludeTrack', { appealId, ...discipline, ...finding })).toMatchObject({
      code: null,
    });
  });
});

describe('where the petitioner has withdrawn', () => {
  const withdrew = 'query($id: ID!) { dualOversight(id: $id) { petitionerWithdrew tracks { conclusion { pressure } } } }';
  it.each(['triage', 'assignment'] as const)('as %s has accepted, both tracks say whether he was pressed to', async (group) => {
    const appealId = await taken(world, 'u-north');
    const conclude = (person: string, track: object, change: object = {}) =>
      world.officer(person).does('concludeTrack', { appealId, ...track, ...finding, ...change });
    expect(await conclude('inspector', discipline, { pressure: 'FOUND' })).toMatchObject({ rule: 'track.pressure' });
    await world.hears(group, 'WithdrawalAccepted', appealId, { goesOn: true });
    expect(await conclude('inspector', discipline)).toMatchObject({ rule: 'track.pressure' });
    expect(await conclude('inspector', discipline, { pressure: 'FOUND' })).toMatchObject({ code: null });
    expect(await conclude('letters-1', letters, { pressure: 'NOT_FOUND' })).toMatchObject({ code: null });
    expect((await world.officer('inspector').asks(withdrew, { id: appealId })).data).toEqual({
      dualOversight: {
        petitionerWithdrew: true,
        tracks: [{ conclusion: { pressure: 'FOUND' } }, { conclusion: { pressure: 'NOT_FOUND' } }],
      },
    });
  });

  it('an accusation that comes after it finds the same', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'WithdrawalAccepted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    await world.officer('inspector').does('takeTrack', { appealId, ...discipline });
    const answer = await world.officer('inspector').does('concludeTrack', { appealId, ...discipline, ...finding });
    expect(answer).toMatchObject({ rule: 'track.pressure' });
  });
});

describe('who reviewed the case', () => {
  const opinion = (appealId: string, person: string) =>
    world.hears('triage', 'OpinionRecorded', appealId, {}, { person, post: `post.${person}` });
  const takes = (appealId: string, person: string) => world.officer(person).does('takeTrack', { appealId, track: 'LETTERS' });

  it('takes no track of it, and loses the one he holds to whoever did not', async () => {
    const appealId = await complaint(world, 'u-north');
    await opinion(appealId, 'letters-1');
    expect(await takes(appealId, 'letters-1')).toMatchObject({ rule: 'track.desk' });
    expect(await takes(appealId, 'letters-2')).toMatchObject({ code: null });
    await opinion(appealId, 'letters-2');
    const note = { appealId, track: 'LETTERS', text: '已核对票据。' };
    expect(await world.officer('letters-2').does('noteTrack', note)).toMatchObject({ rule: 'track.inspector' });
    expect(await takes(appealId, 'letters-3')).toMatchObject({ code: null });
  });

  it('goes on with it where nobody else is left who may know of the case', async () => {
    const appealId = await complaint(world, 'u-north');
    for (const person of ['letters-1', 'letters-2', 'letters-3']) await opinion(appealId, person);
    expect(await takes(appealId, 'letters-1')).toMatchObject({ code: null });
  });

  it('is heard of before the case itself as well', async () => {
    const appealId = world.newAppeal();
    await opinion(appealId, 'letters-1');
    const accused = { units: ['u-north'], persons: [], since: 2024 };
    await world.hears('intake', 'AppealSubmitted', appealId, { ...accusing('u-north'), accused });
    expect(await takes(appealId, 'letters-1')).toMatchObject({ rule: 'track.desk' });
  });
});
