// Promise: the petitioner corrects where he is reached, signed in or by his query code, of a group each representative his own. What held until
// then stays sealed, he is found by what holds, whoever reads him masked reads that masked, and events say nothing of it.
import { type IntakeWorld, openIntakeWorld, stateOf, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const zhang = () => world.petitioner('zhang');
const details = { name: '张三', telephone: '13812341234', address: '北街1号' };
const telephone = '13987654321';
const corrects = (appealId: string, change: object, who = zhang()) => who.does('correctContact', { appealId, ...change });
const seen = async (id: string, who = clerk()) => {
  const read = 'query($id: ID!) { appeal(id: $id) { petitioner { telephone address contactCorrectedAt } } }';
  return ((await who.asks(read, { id })).data as { appeal: { petitioner: object } }).appeal.petitioner;
};
const inFull = async (appealId: string) =>
  (
    await clerk().does(
      'viewPetitioner',
      { appealId, purpose: '联系诉求人' },
      'details { telephone address } members { telephone }',
    )
  ).data;
const finds = async (searched: string) => {
  const search = { purpose: '来电查询', telephone: searched };
  const { data } = await clerk().does('findPetitioner', search, 'appeals { id }');
  return (data as { appeals: readonly { id: string }[] }).appeals.map(({ id }) => id);
};
const codeTo = (to: string) =>
  world
    .notices()
    .findLast((notice) => notice.telephone === to)
    ?.textZh.match(/查询码:([\w-]+)/)?.[1];

describe('where a petitioner is reached', () => {
  it('he corrects in part or whole: it holds for who reads him, masked and in full, and what held stays sealed', async () => {
    const { id } = await submit(world, { petitioner: details });
    expect(await seen(id)).toMatchObject({ telephone: '138****1234', contactCorrectedAt: null });
    expect(await corrects(id, { telephone: '139 8765 4321' })).toMatchObject({ code: null });
    expect(await inFull(id)).toMatchObject({ details: { telephone, address: details.address } });
    expect(await seen(id)).toMatchObject({ telephone: '139****4321', contactCorrectedAt: '2026-03-02T02:00:00.000Z' });
    expect(await corrects(id, { address: '南街2号' })).toMatchObject({ code: null });
    expect(await inFull(id)).toMatchObject({ details: { telephone, address: '南街2号' } });

    const said = world.said(id).filter(({ type }) => type === 'ContactCorrected');
    expect(said).toMatchObject([
      { actor: { person: 'zhang', post: null }, data: { personId: 'zhang', address: null } },
      { actor: { person: 'zhang', post: null }, data: { personId: 'zhang', telephone: null } },
    ]);
    expect(JSON.stringify(world.said(id))).not.toMatch(/13987654321|13812341234|北街|南街/);
    const { vault } = world.tools.store;
    const personal = (await stateOf(world, id))?.submitted?.personal?.vaultId ?? '';
    expect(await vault.get(personal)).toContain(details.telephone);
  });

  it('is his alone to correct, and says what', async () => {
    const { id, queryCode } = await submit(world, { petitioner: details });
    expect(await corrects(id, { telephone }, world.petitioner('li'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await corrects(id, { telephone }, clerk())).toMatchObject({ code: 'FORBIDDEN' });
    expect(await corrects(id, {})).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    expect(await corrects(id, { telephone: '电话' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'telephone' });
    const anybody = world.anybody();
    expect(await corrects(id, { telephone, queryCode: '0000-0000-0000-0000' }, anybody)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await corrects(id, { telephone }, anybody)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await seen(id)).toMatchObject({ telephone: '138****1234' });
    expect(await corrects(id, { telephone, queryCode }, anybody)).toMatchObject({ code: null });
    expect(await seen(id)).toMatchObject({ telephone: '139****4321' });
    await world.hears('assignment', 'AppealClosed', id);
    expect(await corrects(id, { telephone: details.telephone })).toMatchObject({ code: null });
  });

  it('is nothing of whoever stays unknown', async () => {
    const { id } = await submit(world, { anonymous: true });
    expect(await corrects(id, { telephone })).toMatchObject({ rule: 'contact.unknown' });
  });

  it('is what he is found by, recognised by and told at; what held until then is nobody’s, but is told of it', async () => {
    const [before, now] = ['13712340001', '13712340002'];
    const { id, unifiedCode } = await submit(world, { petitioner: { ...details, telephone: before } }, clerk());
    const queryCode = codeTo(before);
    const asks = (change: object) => corrects(id, { ...change, queryCode }, world.anybody());
    expect(await finds(before)).toEqual([id]);
    await asks({ telephone: now });
    expect(world.notices().at(-1)).toMatchObject({ telephone: before, textEn: expect.stringContaining(unifiedCode) });
    expect(JSON.stringify(world.notices().at(-1)?.textZh)).not.toContain(now);
    expect([await finds(before), await finds(now)]).toEqual([[], [id]]);
    const replaces = (given: string) => clerk().does('replaceQueryCode', { appealId: id, telephone: given }, 'delivery');
    expect(await replaces(before)).toMatchObject({ rule: 'code.against' });

    const proposed = async (given: string) => {
      const later = await submit(world, { petitioner: { ...details, telephone: given } }, clerk());
      const read = 'query($id: ID!) { appeal(id: $id) { possibleRepeats { appeal { id } } } }';
      const { data } = await clerk().asks(read, { id: later.id });
      return JSON.stringify(data).includes(id);
    };
    world.clock.set(world.clock.now() + 60_000);
    expect([await proposed(before), await proposed(now)]).toEqual([false, true]);

    await asks({ telephone: before });
    expect(world.notices().at(-1)).toMatchObject({ telephone: now });
    expect([(await finds(before)).includes(id), (await finds(now)).includes(id)]).toEqual([true, false]);
    expect(await replaces(before)).toMatchObject({ code: null });
  });

  it('of a group is each representative’s own, and lies under his own key', async () => {
    const [first, second] = ['13612340001', '13612340002'];
    const group = { representatives: [{ name: '李四光', telephone: second }], members: [{ name: '王五' }] };
    const { id } = await submit(world, { petitioner: { ...details, telephone: first }, group }, clerk());
    const own = codeTo(second);
    expect(await corrects(id, { telephone, queryCode: own }, world.anybody())).toMatchObject({ code: null });
    expect(await inFull(id)).toMatchObject({ details: { telephone: first }, members: [{ telephone }, { telephone: null }] });
    expect(world.notices().at(-1)).toMatchObject({ telephone: second });
    expect(await finds(telephone)).toContain(id);
    await clerk().does('replaceQueryCode', { appealId: id, telephone }, 'delivery');
    expect(world.notices().at(-1)).toMatchObject({ telephone, textZh: expect.stringContaining('查询码') });
    const read =
      'query($id: ID!) { appeal(id: $id) { petitioner { contactCorrectedAt group { members { contactCorrectedAt } } } } }';
    const { data } = await clerk().asks(read, { id });
    expect(data).toMatchObject({
      appeal: {
        petitioner: {
          contactCorrectedAt: null,
          group: { members: [{ contactCorrectedAt: null }, { contactCorrectedAt: expect.any(String) }, {}] },
        },
      },
    });
    await world.tools.store.vault.erase(`case:${id}:member:1`);
    expect(await inFull(id)).toMatchObject({ details: { telephone: first }, members: [{ telephone: null }, {}] });
  });
});
