// Promise: a request of a petitioner or a clerk is accepted once, and what is referred to from elsewhere is found by those who may see it.
import { type IntakeWorld, openIntakeWorld, stateOf, submit, submitting, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const closed = async (): Promise<string> => {
  const { id } = await submit(world);
  await world.hears('assignment', 'EntryOpened', id);
  await world.hears('assignment', 'AppealClosed', id);
  return id;
};

describe('a repeated request', () => {
  it('to evaluate gets its first outcome, and a refused one leaves its id free', async () => {
    const appealId = await closed();
    const request = { appealId, requestId: 'evaluate-once', expectedVersion: 1 };
    expect(await zhang().does('evaluateAppeal', { ...request, satisfaction: 'DISSATISFIED' })).toMatchObject({
      rule: 'intake.evaluation-reason',
    });
    const corrected = { ...request, satisfaction: 'DISSATISFIED', reason: '并没有修好' };
    const first = await zhang().does('evaluateAppeal', corrected);
    expect(first.code).toBeNull();
    expect(await zhang().does('evaluateAppeal', corrected)).toEqual(first);
    expect(typesSaid(world, appealId)).toEqual(['AppealSubmitted', 'AppealEvaluated']);
  });

  it('to add something, made three times at once, adds it once', async () => {
    const { id: appealId } = await submit(world);
    const request = { appealId, requestId: 'supplement-race', text: '补充说明', expectedVersion: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => zhang().does('supplementAppeal', request)));
    expect(answers.map(({ code }) => code)).toEqual([null, null, null]);
    const supplements = (await stateOf(world, appealId))?.supplements ?? [];
    expect(await world.texts(supplements.map(({ content }) => content.vaultId))).toEqual(['补充说明']);
  });

  it('cannot be made under an id that shows were recorded under', async () => {
    const { id: appealId } = await submit(world, { petitioner: { name: '张三' } }, world.officer('clerk'));
    const answer = await world
      .officer('clerk')
      .does('viewPetitioner', { appealId, purpose: '回访', requestId: 'view-1#again' }, 'details { name }');
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', field: 'requestId' });
  });
});

describe('a submission that others learn of', () => {
  it('carries the salted commitment of its query code, another one each time', async () => {
    const [one, other] = [await submit(world), await submit(world)];
    const commitments = [one, other].map(
      ({ id }) => (world.said(id)[0]?.data as { readonly queryCode: string } | undefined)?.queryCode ?? '',
    );
    expect(new Set([...commitments, one.queryCode, other.queryCode]).size).toBe(4);
    expect(commitments[0]).toMatch(/^[\w-]{16}:[\w-]{43}$/);
  });

  it('names the person who handed it in, and the post where he has one', async () => {
    const own = await submit(world);
    const forAnother = await submit(world, { anonymous: true }, world.officer('north-grid'));
    expect(world.said(own.id)[0]?.actor).toEqual({ person: 'zhang', post: null });
    expect(world.said(forAnother.id)[0]?.actor).toEqual({ person: 'north-grid', post: 'post.north-grid' });
  });

  it('draws its unified code, never counts it', async () => {
    const codes = await Promise.all([1, 2, 3, 4].map(async () => (await submit(world)).unifiedCode));
    const numbers = codes.map((code) => Number(code.split('-')[2])).sort((one, other) => one - other);
    expect(new Set(numbers).size).toBe(4);
    expect(Math.max(...numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0)))).toBeGreaterThan(1);
  });

  it('is accepted in a channel that a district adds as data', async () => {
    const shown = { code: 'PIGEON', nameZh: '信鸽', nameEn: 'Pigeon' };
    const dates = { validFrom: '2026-03-02', validTo: null };
    const channel = {
      ...shown,
      hasPetitioner: true,
      usedBy: ['PETITIONER'],
      machinesOnly: false,
      asksFor: [],
      requires: [],
      ...dates,
    };
    expect(await submitting(world, { channel: 'PIGEON' })).toMatchObject({ rule: 'intake.channel' });
    world.district.state({ channel: { ...channel, validFrom: '2026-03-03' } });
    expect(await submitting(world, { channel: 'PIGEON' })).toMatchObject({ rule: 'intake.channel' });
    world.district.state({ channel });
    const { id } = await submit(world, { channel: 'PIGEON' });
    const read = 'query($id: ID!) { appeal(id: $id) { channel { code nameZh nameEn } } }';
    expect((await zhang().asks(read, { id })).data).toEqual({ appeal: { channel: shown } });
  });
});

describe('what a channel requires', () => {
  const strict = async (change: object, by = world.officer('clerk')) => {
    const channel = world.district.channel('HOTLINE');
    if (channel === undefined) throw new Error('the district has lost a channel');
    world.district.state({ channel: { ...channel, usedBy: ['CENTRE_CLERK', 'PETITIONER'], requires: ['TELEPHONE', 'ADDRESS'] } });
    return submitting(world, { channel: 'HOTLINE', ...change }, by);
  };
  const telephone = '13812341234';

  it.each([
    ['petitioner.telephone', { name: '张三', address: '北街1号' }],
    ['petitioner.address', { name: '张三', telephone }],
    ['petitioner.address', { name: '张三', telephone, address: ' \u200b' }],
  ])('is missing in %s', async (field, petitioner) => {
    expect(await strict({ petitioner })).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is asked of whoever is named, an account included, and of nobody anonymous', async () => {
    expect(await strict({ petitioner: { telephone, address: '北街1号' } })).toMatchObject({ code: null });
    expect(await strict({ anonymous: true })).toMatchObject({ code: null });
    expect(await strict({}, zhang())).toMatchObject({ field: 'petitioner.telephone' });
  });
});

describe('references', () => {
  const query =
    'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { id unifiedCode stageAsOf } } }';

  it('are resolved together, each for itself, hidden like absent', async () => {
    const [one, other] = [await submit(world), await submit(world, { accusedUnitIds: ['u-housing'] })];
    const appeals = [one.id, 'no-such', other.id, one.id].map((id) => ({ __typename: 'Appeal', id }));
    const seen = { id: one.id, unifiedCode: one.unifiedCode, stageAsOf: '2026-03-02T02:00:00.000Z' };
    expect((await world.officer('letters-1').asks(query, { appeals })).data).toEqual({
      _entities: [seen, null, { ...seen, id: other.id, unifiedCode: other.unifiedCode }, seen],
    });
    expect((await world.officer('auditor').asks(query, { appeals })).data).toEqual({ _entities: [seen, null, null, seen] });
  });
});
