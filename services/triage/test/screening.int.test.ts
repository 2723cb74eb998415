// Promise: triage takes every appeal that was handed in, once, and the right panel lets it pass or refuses it with an explanation.
import { accusing, places } from '@daqidi/service-testing';
import { accepted, openTriageWorld, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const village = () => world.officer('north-village-reviewer');
const explanation = '该诉求与已受理件内容重复。';

describe('taking custody', () => {
  it('happens once, however often the submission is heard', async () => {
    const appealId = world.newAppeal();
    const submitted = await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hearsAgain(submitted);
    expect(typesSaid(world, appealId)).toEqual(['AppealAccepted']);
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'SCREENING',
      clock: { kind: 'SCREENING', status: 'RUNNING', workingDays: 2, startedOn: '2026-03-02' },
    });
  });

  it('gives the first review to the village panel', async () => {
    const appealId = await accepted(world);
    expect((await stateOf(world, appealId))?.accepted?.desk).toBe('VILLAGE');
  });

  it('goes past an empty panel to the next level', async () => {
    const post = world.district.post('post.north-village-reviewer');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, to: '2026-03-01' } });
    const appealId = await accepted(world);
    world.district.state({ post });
    expect((await stateOf(world, appealId))?.accepted?.desk).toBe('TOWNSHIP');
  });

  it('leaves an appeal that accuses nobody to the city’s people where nobody else is left, until somebody is', async () => {
    const roles = ['VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER', 'LETTERS_OFFICER', 'SECRETARIAT', 'DISCIPLINE_INSPECTOR'];
    const left = world.district.posts().filter(({ role }) => roles.includes(role));
    const city = world.district.post('post.city-1');
    if (city === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...city, id: 'post.relay', personId: 'machine:relay' } });
    for (const post of left) world.district.state({ post: { ...post, to: '2026-03-01' } });
    const appealId = await accepted(world);
    expect((await stateOf(world, appealId))?.accepted).toMatchObject({ desk: 'CITY', restricted: false });
    const read = 'query($id: ID!) { triageCase(id: $id) { id } triageQueue(first: 50) { edges { node { id } } } }';
    const sees = async (who: ReturnType<typeof world.officer>) => {
      const { data } = await who.asks(read, { id: appealId });
      const { triageCase, triageQueue } = data as {
        triageCase: object | null;
        triageQueue: { edges: { node: { id: string } }[] };
      };
      return [triageCase !== null, triageQueue.edges.some(({ node }) => node.id === appealId)];
    };
    expect(await sees(world.officer('city-1'))).toEqual([true, true]);
    expect(await sees(world.machine('relay'))).toEqual([false, false]);
    const secret = await accepted(world, accusing('u-city'));
    expect((await world.officer('city-1').asks(read, { id: secret })).data).toMatchObject({ triageCase: null });
    expect(await world.officer('city-1').does('passScreening', { appealId })).toMatchObject({ code: null });
    for (const post of left) world.district.state({ post });
    expect(await sees(world.officer('city-1'))).toEqual([false, false]);
  });

  it('gives a restricted appeal to the letters office, past every panel', async () => {
    const appealId = await accepted(world, accusing('u-north'));
    expect((await stateOf(world, appealId))?.accepted).toMatchObject({ desk: 'LETTERS', restricted: true });
  });

  it('does not depend on an assignment that is heard first', async () => {
    const appealId = world.newAppeal();
    await world.hears('assignment', 'EntryAssigned', appealId);
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'NONE' });
    await world.hears('intake', 'AppealSubmitted', appealId);
    const read = 'query($id: ID!) { triageCase(id: $id) { stage } }';
    expect((await world.officer('north-handler').asks(read, { id: appealId })).data).toEqual({
      triageCase: { stage: 'SCREENING' },
    });
  });
});

describe('passing', () => {
  it('is the panel’s, and starts the second review’s clock', async () => {
    const appealId = await accepted(world);
    expect(await village().does('passScreening', { appealId })).toMatchObject({
      code: null,
      data: { triageCase: { stage: 'ASSESSING', version: 2 } },
    });
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { kind: 'ASSESSING', workingDays: 3 },
      screening: { passed: true, reviewer: 'north-village-reviewer' },
    });
  });

  it('is not another panel’s, nor for those who only look on', async () => {
    const appealId = await accepted(world);
    const pass = (person: string) => world.officer(person).does('passScreening', { appealId });
    expect(await pass('north-1')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.panel' });
    expect(await pass('auditor')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await pass('south-1')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.petitioner('zhang').does('passScreening', { appealId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(typesSaid(world, appealId)).toEqual(['AppealAccepted']);
  });

  it('is done once', async () => {
    const appealId = await accepted(world);
    await village().does('passScreening', { appealId });
    expect(await village().does('passScreening', { appealId })).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.stage' });
  });

  it('is the letters office’s for a restricted appeal, which the village cannot see', async () => {
    const appealId = await accepted(world, accusing('u-north-village'));
    expect(await village().does('passScreening', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('letters-1').does('passScreening', { appealId })).toMatchObject({ code: null });
  });

  it('names the post whose turn it is where one person holds two', async () => {
    const post = world.district.post('post.north-1');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.both', personId: 'north-village-reviewer' } });
    const appealId = await accepted(world);
    await village().does('passScreening', { appealId });
    expect(world.said(appealId).at(-1)?.actor.post).toBe('post.north-village-reviewer');
    world.district.state({ post: { ...post, id: 'post.both', personId: 'north-village-reviewer', to: '2026-03-01' } });
  });
});

describe('dismissing', () => {
  const dismissal = { ground: 'OUT_OF_SCOPE', explanation };

  it('ends the case and its clock, and keeps the explanation', async () => {
    const appealId = await accepted(world);
    expect(await village().does('dismissAppeal', { appealId, ...dismissal })).toMatchObject({
      data: { triageCase: { stage: 'DISMISSED' } },
    });
    const state = await stateOf(world, appealId);
    expect(state?.clock?.status).toBe('ENDED');
    expect(await world.texts([state?.screening?.explanation?.vaultId ?? ''])).toEqual([explanation]);
  });

  it.each([
    ['names no appeal', 'DUPLICATE_OF', undefined],
    ['names itself', 'DUPLICATE_OF', 'itself'],
    ['names one that does not exist', 'DUPLICATE_OF', 'no-such'],
    ['names one without being one', 'FALSE', 'appeal-1'],
  ])('refuses a duplicate that %s', async (_, ground, other) => {
    const appealId = await accepted(world);
    const duplicateOfId = other === 'itself' ? appealId : other;
    const before = await world.keptTexts();
    const answer = await village().does('dismissAppeal', { appealId, ground, duplicateOfId, explanation });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.duplicate' });
    expect(await world.keptTexts()).toBe(before);
  });

  it('needs an explanation of ten to two thousand characters', async () => {
    const appealId = await accepted(world);
    for (const wrong of ['太短', '长'.repeat(2_001)])
      expect(await village().does('dismissAppeal', { appealId, ground: 'FALSE', explanation: wrong })).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'explanation',
      });
  });

  it('waits for both tracks where the appeal is restricted', async () => {
    const appealId = await accepted(world, accusing('u-south'));
    const answer = await world.officer('letters-1').does('dismissAppeal', { appealId, ...dismissal });
    expect(answer).toMatchObject({ code: null, data: { triageCase: { stage: 'SCREENING' } } });
  });

  it('of a corrected retry under one requestId keeps the corrected explanation', async () => {
    const appealId = await accepted(world);
    const request = { appealId, requestId: 'dismiss-corrected' };
    await village().does('dismissAppeal', { ...request, ground: 'DUPLICATE_OF', explanation: '第一次写错的解释说明文字。' });
    expect(await village().does('dismissAppeal', { ...request, ...dismissal })).toMatchObject({ code: null });
    const { screening } = (await stateOf(world, appealId)) ?? {};
    expect(await world.texts([screening?.explanation?.vaultId ?? ''])).toEqual([explanation]);
  });
});

describe('the first review’s clock', () => {
  it('says due soon and overdue once, and lets the township in', async () => {
    const own = await openTriageWorld();
    const appealId = await accepted(own);
    await own.until('2026-03-02T16:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['AppealAccepted', 'ClockDueSoon']);
    expect(await own.officer('north-1').does('passScreening', { appealId })).toMatchObject({ rule: 'triage.panel' });
    await own.until('2026-03-20T00:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['AppealAccepted', 'ClockDueSoon', 'ClockOverdue']);
    const panel = { role: 'VILLAGE_REVIEWER', regionId: places.northVillage };
    expect(own.said(appealId).at(-1)?.data).toMatchObject({ clock: 'SCREENING', unitId: null, panel });
    expect(await own.officer('south-1').does('passScreening', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await own.officer('north-1').does('passScreening', { appealId })).toMatchObject({ code: null });
    await own.stop();
  });
});

describe('a review under way', () => {
  const ends = (person: string) => {
    const [post] = world.district.postsOf(person);
    if (post === undefined) throw new Error(`${person} has no post`);
    world.district.state({ post: { ...post, to: '2026-03-01' } });
    return () => world.district.state({ post });
  };

  it('moves up when the last of its panel has left, and does not move back', async () => {
    const appealId = await accepted(world);
    const comesBack = ends('north-village-reviewer');
    await world.settled();
    expect(typesSaid(world, appealId)).toEqual(['AppealAccepted', 'ReviewMovedUp']);
    comesBack();
    await world.settled();
    expect(await village().does('passScreening', { appealId })).toMatchObject({ rule: 'triage.panel' });
    expect(await world.officer('north-1').does('passScreening', { appealId })).toMatchObject({ code: null });
  });

  it('moves to whoever stands in when the office that has it is accused, and is hidden from the accused', async () => {
    const appealId = await accepted(world, accusing('u-north'));
    expect(await stateOf(world, appealId)).toMatchObject({ desk: 'LETTERS' });
    const keys = ['unit:u-north@2024', 'unit:u-letters@2024'];
    const scope = { ...accusing('u-north'), number: 2, barred: keys, recused: keys, offices: ['SECRETARIAT', 'DISCIPLINE'] };
    await world.hears('supervision', 'ScopeStated', appealId, scope);
    expect(await stateOf(world, appealId)).toMatchObject({ desk: 'SECRETARIAT' });
    expect(await world.officer('letters-1').does('passScreening', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('secretary').does('passScreening', { appealId })).toMatchObject({ code: null });
    // The second review is somebody else's.
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSESSING', desk: 'DISCIPLINE' });
  });

  it('is not changed by a scope that is older than the one it knows', async () => {
    const appealId = await accepted(world, { ...accusing('u-north'), number: 0 });
    await world.hears('supervision', 'ScopeStated', appealId, {
      ...accusing('u-letters'),
      number: 3,
      offices: ['SECRETARIAT', 'DISCIPLINE'],
    });
    await world.hears('supervision', 'ScopeStated', appealId, { ...accusing('u-north'), number: 2 });
    expect(await stateOf(world, appealId)).toMatchObject({ desk: 'SECRETARIAT' });
    expect(await world.officer('letters-1').does('passScreening', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
