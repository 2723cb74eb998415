// Promise: an appeal is found by its code, and by its petitioner where the searcher may know him; every search is recorded and counted.
import { places } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const person = { name: '阿卜杜拉·买买提', telephone: '0827-5223456', identityNumber: '11010519491231002X' };
const finds = async (by: object, who = clerk()) => {
  const { code, rule, field, data } = await who.does('findPetitioner', { purpose: '来电询问', ...by }, 'appeals { id } more');
  const found = data as { readonly appeals: readonly { readonly id: string }[]; readonly more: boolean } | null;
  return { code, rule, field, ids: found?.appeals.map(({ id }) => id), more: found?.more };
};

describe('by its unified code', () => {
  const query = 'query($unifiedCode: String!) { appealByUnifiedCode(unifiedCode: $unifiedCode) { id } }';
  const find = async (unifiedCode: string, who = clerk()) =>
    ((await who.asks(query, { unifiedCode })).data as { readonly appealByUnifiedCode: unknown }).appealByUnifiedCode;

  it('an appeal is found however the code is typed, by those who may see it', async () => {
    const { id, unifiedCode } = await submit(world);
    for (const typed of [unifiedCode, unifiedCode.toLowerCase().replaceAll('-', ' '), `编码：${unifiedCode}`])
      expect(await find(typed)).toEqual({ id });
    expect(await find(unifiedCode, world.petitioner('zhang'))).toEqual({ id });
    expect(await find(unifiedCode, world.petitioner('li'))).toBeNull();
    expect(await find(unifiedCode, world.officer('south-1'))).toBeNull();
    for (const none of ['', '511902', '511902-20260302-0000000-Y']) expect(await find(none)).toBeNull();
  });

  it('one that is hidden is not there', async () => {
    const { unifiedCode } = await submit(world, { accusedUnitIds: ['u-centre'] });
    expect(await find(unifiedCode)).toBeNull();
  });
});

describe('by its petitioner', () => {
  let mine: string;
  let hidden: string;
  let shielded: string;
  beforeAll(async () => {
    ({ id: mine } = await submit(world, { petitioner: person }, clerk()));
    ({ id: hidden } = await submit(world, { petitioner: person, accusedUnitIds: ['u-centre'] }, world.petitioner('abdulla')));
    ({ id: shielded } = await submit(world, { petitioner: person, protected: true }, world.petitioner('abdulla')));
    await submit(world, { petitioner: { name: '别人', telephone: '13800000000' } }, clerk());
    await submit(world, { anonymous: true }, clerk());
  });

  it.each([
    ['telephone', { telephone: '（0827）5223456' }],
    ['name', { name: '阿卜杜拉买买提' }],
    ['identity number', { identityNumber: '110105 19491231 002x' }],
  ])('it is found by the whole %s, however it is typed, where its petitioner may be known', async (_, by) => {
    expect(await finds(by)).toMatchObject({ code: null, ids: [mine], more: false });
    const { ids } = await finds(by, world.officer('letters-1'));
    expect(new Set(ids)).toEqual(new Set([mine, hidden, shielded]));
    expect(await finds(by, world.officer('north-clerk'))).toMatchObject({ ids: [mine] });
  });

  it('nothing is found by a part', async () => {
    expect(await finds({ name: '买买提' })).toMatchObject({ code: null, ids: [] });
    expect(await finds({ telephone: '5223456' })).toMatchObject({ code: null, ids: [] });
  });

  it('one of the three is given, and a purpose', async () => {
    expect(await finds({})).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    expect(await finds({ name: person.name, telephone: person.telephone })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input',
    });
    expect(await finds({ telephone: '打我' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'telephone' });
    expect(await finds({ name: person.name, purpose: '看' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'purpose' });
  });

  it('it is not for those who view no petitioners', async () => {
    for (const name of ['auditor', 'north-handler', 'north-village-reviewer'])
      expect([name, await finds({ name: person.name }, world.officer(name))]).toEqual([
        name,
        expect.objectContaining({ code: 'FORBIDDEN' }),
      ]);
    expect(await finds({ name: person.name }, world.petitioner('abdulla'))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('each search is recorded: who, when, by what kind of detail and why, never by which', async () => {
    await finds({ telephone: person.telephone, purpose: '核对重复诉求' }, world.officer('letters-2'));
    const [document] = await world.tools.model.searches.collection.find('byPerson', { where: { 'keys.person': 'letters-2' } });
    const [event] = world.said(document?._id ?? '');
    expect(event).toMatchObject({
      type: 'PetitionerSearched',
      actor: { person: 'letters-2', post: 'post.letters-2' },
      data: { by: 'TELEPHONE' },
    });
    const { purpose } = (event?.data ?? {}) as { readonly purpose?: { readonly vaultId: string } };
    expect(await world.texts([purpose?.vaultId ?? ''])).toEqual(['核对重复诉求']);
    expect(JSON.stringify([event, document])).not.toMatch(/5223456|买买提/);
  });

  it('as many as the policy allows in a day, and no more', async () => {
    const policy = world.district.policy(world.clock.now());
    world.district.state({ policy: { ...policy, number: policy.number + 1, petitionerSearchesPerDay: 2 } });
    const who = world.officer('letters-3');
    for (const code of [null, null, 'RULE_VIOLATION']) expect((await finds({ name: person.name }, who)).code).toBe(code);
    world.clock.advance(86_400_000);
    expect(await finds({ name: person.name }, who)).toMatchObject({ code: null });
    world.clock.set('2026-03-02T02:00:00.000Z');
    world.district.state({ policy: { ...policy, number: policy.number + 2 } });
  });

  it('the newest twenty, and that there are more', async () => {
    const many = Array.from({ length: 21 }, () =>
      submit(world, { petitioner: { name: '常用名' }, regionId: places.northVillage }, clerk()),
    );
    await Promise.all(many);
    const { ids, more } = await finds({ name: '常用名' });
    expect([ids?.length, more]).toEqual([20, true]);
  });
});
