// Promise: several people bring one matter: up to five speak for them, each with a code of his own; what is known of each lies sealed apart,
// and nobody but they and who deals with them learns who they are. Whoever speaks for another is not the petitioner.
import { type IntakeWorld, openIntakeWorld, stateOf, submit, submitting } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const zhang = () => world.petitioner('zhang');
const first = { name: '张三', telephone: '13812340001' };
const second = { name: '李四光', telephone: '13812340002' };
const member = { name: '王五', telephone: '13812340003', address: '北街9号' };
const group = { representatives: [second], members: [member, { name: '赵六' }] };
const brought = { petitioner: first, group };
/** The code that went to this telephone last. */
const codeTo = (telephone: string) =>
  world
    .notices()
    .findLast((notice) => notice.telephone === telephone)
    ?.textZh.match(/查询码:([\w-]+)/)?.[1];

describe('a group', () => {
  it('is said so, and events say how many they are and nothing of who', async () => {
    const { id } = await submit(world, brought, clerk());
    const petitioner = (await stateOf(world, id))?.submitted?.petitioner;
    expect(petitioner).toMatchObject({ kind: 'GROUP', group: { members: 4, others: [{}] } });
    expect(JSON.stringify(world.said(id))).not.toMatch(/张三|李四光|王五|赵六|1381234000/);
    const read =
      'query($id: ID!) { appeal(id: $id) { petitioner { anonymous name group { size members { name representative } } } } }';
    expect((await clerk().asks(read, { id })).data).toMatchObject({
      appeal: {
        petitioner: {
          anonymous: false,
          group: { size: 4, members: [{ representative: true }, { representative: true }, { representative: false }, {}] },
        },
      },
    });
    expect(JSON.stringify((await clerk().asks(read, { id })).data)).not.toMatch(/李四光|王五/);
    const view = { appealId: id, purpose: '联系各代表' };
    const { data } = await clerk().does('viewPetitioner', view, 'details { name } members { name telephone }');
    expect(data).toMatchObject({
      details: { name: '张三' },
      members: [second, { name: '王五' }, { name: '赵六', telephone: null }],
    });
  });

  it('each representative gets a code of his own, and acts by it as the petitioner', async () => {
    const { id, unifiedCode } = await submit(world, brought, clerk());
    const codes = [first, second].map(({ telephone }) => codeTo(telephone));
    expect(new Set(codes).size).toBe(2);
    expect(codeTo(member.telephone)).toBeUndefined();
    for (const queryCode of codes) {
      const query = 'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { id version } }';
      const { data } = await world.anybody().asks(query, { u: unifiedCode, q: queryCode });
      expect(data).toMatchObject({ caseByCode: { id } });
      const addition = { appealId: id, queryCode, text: '附三户照片。' };
      expect(await world.anybody().does('supplementAppeal', addition)).toMatchObject({ code: null });
    }
    const persons = world
      .said(id)
      .filter(({ type }) => type === 'AppealSupplemented')
      .map(({ actor }) => actor.person);
    expect(new Set(persons).size).toBe(2);
  });

  it('of somebody with an account reads its own names', async () => {
    const { id } = await submit(world, { group });
    const read = 'query($id: ID!) { appeal(id: $id) { petitioner { group { members { name } } } } }';
    expect((await zhang().asks(read, { id })).data).toMatchObject({
      appeal: { petitioner: { group: { members: [{ name: null }, { name: '李四光' }, { name: '王五' }, { name: '赵六' }] } } },
    });
  });

  it.each([
    ['alone', { petitioner: first, group: { representatives: [], members: [] } }, 'group.size'],
    ['with six who speak', { petitioner: first, group: { representatives: Array(5).fill(second), members: [] } }, 'group.size'],
    [
      'with one who has no name',
      { petitioner: first, group: { representatives: [{ telephone: '13812340002' }], members: [] } },
      'group.size',
    ],
    ['anonymous', { anonymous: true, group }, 'group.kind'],
    ['with a question for the desk', { petitioner: first, consultation: true, group }, 'group.kind'],
  ])('is refused %s', async (_, change, rule) => {
    expect(await submitting(world, change, clerk())).toMatchObject({ rule });
  });

  it('says what of whom was typed wrongly', async () => {
    const wrong = { petitioner: first, group: { representatives: [{ name: '李四光', telephone: '1234' }], members: [] } };
    expect(await submitting(world, wrong, clerk())).toMatchObject({ field: 'group.representatives.telephone' });
  });

  it('loses one of its members without the others', async () => {
    const { id } = await submit(world, brought, clerk());
    await world.tools.store.vault.erase(`case:${id}:member:2`);
    const shown = { appealId: id, purpose: '核对人数' };
    const { data } = await clerk().does('viewPetitioner', shown, 'details { name } members { name }');
    expect(data).toMatchObject({ details: { name: '张三' }, members: [{ name: '李四光' }, { name: null }, { name: '赵六' }] });
  });

  it('has each representative’s code replaced against what is known of him, and of no other', async () => {
    const { id, unifiedCode } = await submit(world, brought, clerk());
    const against = (telephone: string) => clerk().does('replaceQueryCode', { appealId: id, telephone }, 'appeal { id }');
    expect(await against(member.telephone)).toMatchObject({ rule: 'code.against' });
    const opens = async (queryCode: string | undefined) => {
      const query = 'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { id } }';
      const { data } = await world.anybody().asks(query, { u: unifiedCode, q: queryCode });
      return (data as { caseByCode: object | null }).caseByCode !== null;
    };
    const [lost, kept] = [codeTo(second.telephone), codeTo(first.telephone)];
    expect(await against(second.telephone)).toMatchObject({ code: null });
    const anew = codeTo(second.telephone);
    expect(await Promise.all([lost, anew, kept].map(opens))).toEqual([false, true, true]);
    const addition = (queryCode: string | undefined) => ({ appealId: id, queryCode, text: '补充楼道照片。' });
    expect(await world.anybody().does('supplementAppeal', addition(lost))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.anybody().does('supplementAppeal', addition(anew))).toMatchObject({ code: null });
    expect(await against(second.telephone)).toMatchObject({ code: null });
    expect(await Promise.all([anew, codeTo(second.telephone)].map(opens))).toEqual([false, true]);
    expect(await against(first.telephone)).toMatchObject({ code: null });
    expect(await Promise.all([kept, codeTo(first.telephone)].map(opens))).toEqual([false, true]);
  });

  it('withdraws by more than half of those who speak for it', async () => {
    const three = { petitioner: first, group: { representatives: [second, member], members: [] } };
    const { id } = await submit(world, three, clerk());
    const asks = (telephone: string) =>
      world.anybody().does('withdrawAppeal', {
        appealId: id,
        reason: '已协商解决。',
        setting: 'OWN_ACCORD',
        queryCode: codeTo(telephone),
      });
    const codes = [first, second].map(({ telephone }) => telephone) as [string, string];
    const unifiedCode = (await stateOf(world, id))?.submitted?.unifiedCode;
    const offered = async (telephone: string) => {
      const read =
        'query($unifiedCode: String!, $queryCode: String!) { caseByCode(unifiedCode: $unifiedCode, queryCode: $queryCode) { actions { name } } }';
      const { data } = await world.anybody().asks(read, { unifiedCode, queryCode: codeTo(telephone) });
      return JSON.stringify(data).includes('withdrawAppeal');
    };
    expect(await asks(codes[0])).toMatchObject({ code: null });
    expect(await asks(codes[0])).toMatchObject({ rule: 'withdrawal.backed' });
    // Whoever has asked is not offered to ask again.
    expect([await offered(codes[0]), await offered(codes[1])]).toEqual([false, true]);
    expect((await stateOf(world, id))?.withdrawal).toBeNull();
    expect(await asks(codes[1])).toMatchObject({ code: null });
    expect((await stateOf(world, id))?.withdrawal).toMatchObject({ number: 1 });
  });

  it('comes again as a group when it was not solved', async () => {
    const { id } = await submit(world, brought, clerk());
    const queryCode = codeTo(second.telephone);
    await world.hears('assignment', 'AppealClosed', id);
    await world.until(new Date(world.clock.now() + 31 * 86_400_000).toISOString());
    const report = { appealId: id, queryCode, reason: '两户仍漏水。' };
    expect(await world.anybody().does('reportNotSolved', report)).toMatchObject({ code: null });
    const again = (await world.tools.model.appeals.collection.byId(id))?.facts.broughtAgain ?? '';
    expect((await stateOf(world, again))?.submitted?.petitioner).toMatchObject({ kind: 'GROUP', group: { members: 4 } });
    expect(codeTo(second.telephone)).not.toBe(queryCode);
  });
});

it('a text of a protected group names none of them', async () => {
  const change = { ...brought, protected: true, text: '李四光和王五两家的屋顶漏水。' };
  const { id } = await submit(world, change, clerk());
  const read = 'query($id: ID!) { appeal(id: $id) { content petitioner { group { size members { name } } } } }';
  expect((await clerk().asks(read, { id })).data).toMatchObject({
    appeal: { content: '***和***两家的屋顶漏水。', petitioner: { group: { size: 4, members: [] } } },
  });
});

describe('somebody who speaks for a petitioner', () => {
  const onBehalf = { name: '孙小圣', telephone: '13812349999', relation: 'RELATIVE', consents: true };
  const brought = { petitioner: { name: '周有德', telephone: '13812348888' }, onBehalf };

  it('is not the petitioner, whoever is signed in: both get a code of their own, and only the petitioner acts by his', async () => {
    const { id, unifiedCode, queryCode } = await submit(world, brought);
    const own = codeTo(brought.petitioner.telephone);
    expect(own).not.toBe(queryCode);
    expect((await stateOf(world, id))?.submitted?.petitioner.personId).not.toBe('zhang');
    const read = 'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { id stage actions { name } } }';
    const seenBy = async (code: string | undefined) => (await world.anybody().asks(read, { u: unifiedCode, q: code })).data;
    expect(await seenBy(queryCode)).toEqual({ caseByCode: { id, stage: 'SUBMITTED', actions: [] } });
    expect(JSON.stringify(await seenBy(own))).toContain('withdrawAppeal');
    const wish = { appealId: id, reason: '不办了。', setting: 'OWN_ACCORD' };
    expect(await world.anybody().does('withdrawAppeal', { ...wish, queryCode })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.anybody().does('withdrawAppeal', { ...wish, queryCode: own })).toMatchObject({ code: null });
    expect(JSON.stringify(world.said(id))).not.toMatch(/孙小圣|周有德|1381234/);
  });

  it('at the window gets his code by telephone; the centre sees him masked, and in full with a record', async () => {
    const { id } = await submit(world, brought, clerk());
    expect(codeTo(onBehalf.telephone)).toBeDefined();
    expect(codeTo(onBehalf.telephone)).not.toBe(codeTo(brought.petitioner.telephone));
    const read = 'query($id: ID!) { appeal(id: $id) { petitioner { name speaker { name relation consents } } } }';
    expect((await clerk().asks(read, { id })).data).toMatchObject({
      appeal: { petitioner: { speaker: { name: '孙**', relation: 'RELATIVE', consents: true } } },
    });
    const view = { appealId: id, purpose: '核实委托' };
    const { data } = await clerk().does('viewPetitioner', view, 'details { name } speaker { name telephone }');
    expect(data).toMatchObject({ details: { name: '周有德' }, speaker: { name: '孙小圣', telephone: '13812349999' } });
  });

  it('speaks for one who is named, and without consent only as his guardian', async () => {
    const tries = (change: object) => submitting(world, { ...brought, ...change });
    expect(await tries({ petitioner: undefined, anonymous: true })).toMatchObject({ rule: 'behalf.kind' });
    expect(await tries({ petitioner: { telephone: '13812348888' } })).toMatchObject({ rule: 'behalf.kind' });
    expect(await tries({ consultation: true })).toMatchObject({ rule: 'behalf.kind' });
    expect(await tries({ onBehalf: { ...onBehalf, consents: false } })).toMatchObject({ rule: 'behalf.consent' });
    expect(await tries({ onBehalf: { ...onBehalf, relation: 'GUARDIAN', consents: false } })).toMatchObject({ code: null });
  });
});
