// Promise: the petitioner asks to withdraw, himself or by his query code through somebody who has had nothing to do with the case, and can
// take it back; whoever has the case decides, and where it smells of pressure the centre calls him back first.
import { accusing } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, stateOf, submit, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const clerk = () => world.officer('clerk');
const details = { name: '张三', telephone: '13812341234' };
const request = { reason: '问题已自行解决。', setting: 'OWN_ACCORD' };
const withdraws = (appealId: string, change: object = {}, who = zhang()) =>
  who.does('withdrawAppeal', { appealId, ...request, ...change });

describe('a request to withdraw', () => {
  it('is the petitioner’s, one at a time, until whoever has the case has answered it', async () => {
    const { id } = await submit(world);
    expect(await withdraws(id, {}, world.petitioner('li'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraws(id, {}, world.officer('north-village-reviewer'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await withdraws(id)).toMatchObject({ code: null });
    expect(await withdraws(id)).toMatchObject({ rule: 'withdrawal.open' });
    await world.hears('triage', 'AppealAccepted', id);
    await world.hears('triage', 'WithdrawalRefused', id);
    expect(await withdraws(id)).toMatchObject({ code: null });
    expect((await stateOf(world, id))?.withdrawal).toMatchObject({ number: 2, typedBy: null, takeBackUntil: null });
    expect(JSON.stringify(world.said(id))).not.toContain(request.reason);
  });

  it('comes to nothing once the case is over', async () => {
    const { id } = await submit(world);
    await world.hears('assignment', 'AppealClosed', id);
    expect(await withdraws(id)).toMatchObject({ rule: 'withdrawal.over' });
  });

  it('that was accepted ends the case, which says so, and nothing can be added', async () => {
    const { id } = await submit(world);
    await withdraws(id);
    await world.hears('triage', 'AppealAccepted', id);
    await world.hears('triage', 'WithdrawalAccepted', id);
    const read = 'query($id: ID!) { appeal(id: $id) { stage timeline { textEn } withdrawal { number reason } } }';
    expect((await zhang().asks(read, { id })).data).toMatchObject({
      appeal: {
        stage: 'WITHDRAWN',
        withdrawal: { number: 1, reason: request.reason },
        timeline: [{}, {}, {}, { textEn: 'You have withdrawn; nothing more is asked of you.' }],
      },
    });
    expect(await zhang().does('supplementAppeal', { appealId: id, text: '补充。' })).toMatchObject({ rule: 'intake.open' });
    expect(await withdraws(id)).toMatchObject({ rule: 'withdrawal.over' });
  });

  it('of a complaint lets it go on, and its petitioner is not asked for an evaluation', async () => {
    const { id } = await submit(world);
    await withdraws(id);
    await world.hears('assignment', 'WithdrawalAccepted', id, { goesOn: true });
    const read = 'query($id: ID!) { appeal(id: $id) { stage } }';
    expect((await zhang().asks(read, { id })).data).not.toMatchObject({ appeal: { stage: 'WITHDRAWN' } });
    await world.hears('assignment', 'AppealClosed', id, { satisfaction: null });
    const answer = await zhang().does('evaluateAppeal', { appealId: id, satisfaction: 'SATISFIED' });
    expect(answer).toMatchObject({ rule: 'intake.withdrawn' });
  });
});

describe('a request by query code', () => {
  it('is typed by the centre, never by whoever took the case in or handled it, and told to the known telephone', async () => {
    const { id, queryCode } = await submit(world, { petitioner: details });
    expect(await withdraws(id, {}, clerk())).toMatchObject({ rule: 'countersign.code' });
    expect(await withdraws(id, { queryCode: '0000-0000-0000-0000' }, clerk())).toMatchObject({ rule: 'countersign.code' });
    await world.hears('assignment', 'EntryAccepted', id, { handlerId: 'clerk' });
    expect(await withdraws(id, { queryCode }, clerk())).toMatchObject({ rule: 'countersign.involved' });
    expect(await withdraws(id, { queryCode }, world.officer('north-clerk'))).toMatchObject({ code: null });
    expect(world.notices().at(-1)).toMatchObject({ telephone: '13812341234', textZh: expect.stringContaining('申请撤回') });
    // Wednesday's end in Shanghai: two working days after Monday.
    expect((await stateOf(world, id))?.withdrawal).toMatchObject({
      typedBy: 'north-clerk',
      takeBackUntil: '2026-03-04T15:59:59.999Z',
    });

    const taken = await submit(world, { petitioner: details }, clerk());
    const [, code] = /查询码:([0-9A-Z-]{19})/.exec(world.notices().at(-1)?.textZh ?? '') ?? [];
    expect(await withdraws(taken.id, { queryCode: code }, clerk())).toMatchObject({ rule: 'countersign.involved' });
  });

  it('of a restricted case is the letters office’s to type', async () => {
    const { id, queryCode } = await submit(world);
    await world.hears('supervision', 'ScopeStated', id, accusing('u-south'));
    expect(await withdraws(id, { queryCode }, clerk())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraws(id, { queryCode }, world.officer('letters-1'))).toMatchObject({ code: null });
  });

  it('is taken back at the centre against what is known of him, for two working days', async () => {
    const [one, two] = [await submit(world, { petitioner: details }), await submit(world, { petitioner: details })];
    for (const { id, queryCode } of [one, two]) await withdraws(id, { queryCode }, clerk());
    const back = (appealId: string, change: object, who = clerk()) =>
      who.does('takeBack', { appealId, act: 'WITHDRAWAL', ...change });
    expect(await back(one.id, { telephone: '13900000000' })).toMatchObject({ rule: 'code.against' });
    expect(await back(one.id, {})).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await back(one.id, { telephone: details.telephone })).toMatchObject({ code: null });
    expect(typesSaid(world, one.id).at(-1)).toBe('WithdrawalTakenBack');
    expect(await back(one.id, { telephone: details.telephone })).toMatchObject({ rule: 'code.window' });

    await world.until('2026-03-05T02:00:00.000Z');
    expect(await back(two.id, { telephone: details.telephone })).toMatchObject({ rule: 'code.window' });
    // Himself, he takes back what is not decided.
    expect(await back(two.id, {}, zhang())).toMatchObject({ code: null });
    expect(await withdraws(two.id)).toMatchObject({ code: null });
  });
});

describe('a request that was made where the unit could press him', () => {
  it('is called back about by somebody who neither typed it nor has had to do with the case', async () => {
    const { id, queryCode } = await submit(world, { petitioner: details });
    await withdraws(id, { queryCode, setting: 'AFTER_VISIT' }, clerk());
    const calls = (person: string, stands = false) => world.officer(person).does('callBackWithdrawal', { appealId: id, stands });
    expect(await calls('clerk')).toMatchObject({ rule: 'countersign.recorder' });
    await world.hears('assignment', 'HandlerNamed', id, { handlerId: 'north-clerk' });
    expect(await calls('north-clerk')).toMatchObject({ rule: 'countersign.involved' });
    expect(await calls('letters-1')).toMatchObject({ code: 'FORBIDDEN' });
    const post = world.district.post('post.clerk');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.window', personId: 'clerk-2' } });
    expect(await calls('clerk-2')).toMatchObject({ code: null });
    expect(await calls('clerk-2')).toMatchObject({ rule: 'withdrawal.none' });
    expect(world.said(id).at(-1)).toMatchObject({ type: 'WithdrawalCalledBack', data: { number: 1, stands: false } });
    // He does not want it: nothing waits any more.
    expect(await withdraws(id)).toMatchObject({ code: null });
  });

  it('needs no call where he asked of his own accord', async () => {
    const { id } = await submit(world);
    await withdraws(id);
    expect(await clerk().does('callBackWithdrawal', { appealId: id, stands: true })).toMatchObject({ rule: 'withdrawal.none' });
  });
});

describe('what the centre did with his query code', () => {
  it.each([
    ['SIGNATURE', 'SlotFilled', { slot: 'PETITIONER', form: 'BY_CODE' }],
    ['REFUSAL', 'ResultRefused', { byCode: true }],
  ] as const)('%s is taken back once, against what is known of him, for two working days', async (act, type, change) => {
    const [{ id }, late, closed] = [await submit(world, { petitioner: details }), await submit(world), await submit(world)];
    const back = (appealId: string, input: object = {}, who = zhang()) => who.does('takeBack', { appealId, act, ...input });
    expect(await back(id)).toMatchObject({ rule: 'code.window' });
    const by = { person: 'clerk', post: 'post.clerk' };
    for (const appealId of [id, late.id, closed.id]) await world.hears('assignment', type, appealId, change, by);
    await world.hears('assignment', 'AppealClosed', closed.id);
    const afterwards = act === 'SIGNATURE' ? { code: null } : { rule: 'code.window' };
    expect(await back(closed.id)).toMatchObject(afterwards);
    // On what was closed with it he says that it is not solved.
    expect(typesSaid(world, closed.id).includes('NotSolvedReported')).toBe(act === 'SIGNATURE');
    expect(await back(id, { telephone: '13900000000' }, clerk())).toMatchObject({ rule: 'code.against' });
    expect(await back(id, { telephone: details.telephone }, clerk())).toMatchObject({ code: null });
    expect(world.said(id).at(-1)).toMatchObject({ type: 'CodeActTakenBack', data: { act, digest: 'sm3:digest' } });
    expect(await back(id)).toMatchObject({ rule: 'code.window' });
    await world.until(new Date(world.clock.now() + 6 * 86_400_000).toISOString());
    expect(await back(late.id)).toMatchObject({ rule: 'code.window' });
  });
});

describe('that it is not solved', () => {
  const reports = (appealId: string, change: object = {}, who = zhang()) =>
    who.does('reportNotSolved', { appealId, reason: '路灯次日又熄灭。', ...change });

  it('is said of a closed round, once, and again of the next', async () => {
    const { id } = await submit(world);
    expect(await reports(id)).toMatchObject({ rule: 'unsolved.window' });
    await world.hears('assignment', 'AppealClosed', id);
    expect(await reports(id)).toMatchObject({ code: null });
    expect(await reports(id)).toMatchObject({ rule: 'unsolved.once' });
    await world.hears('assignment', 'AppealReopened', id);
    expect(await reports(id)).toMatchObject({ rule: 'unsolved.window' });
    const read =
      'query($id: ID!) { appeal(id: $id) { stage } cases(filter: { reopened: true }) { edges { node { id round dueAt } } } }';
    expect((await zhang().asks(read, { id })).data).toMatchObject({
      appeal: { stage: 'HANDLING' },
      cases: { edges: [{ node: { id, round: 2, dueAt: '2026-03-30T15:59:59.999Z' } }] },
    });
    expect(await zhang().does('supplementAppeal', { appealId: id, text: '附照片。' })).toMatchObject({ code: null });
    await world.hears('assignment', 'AppealClosed', id, { round: 2 });
    expect(await reports(id)).toMatchObject({ code: null });
  });

  it('is said by query code through somebody who has had nothing to do with it, and in time', async () => {
    const [{ id, queryCode }, late] = [await submit(world), await submit(world)];
    for (const appealId of [id, late.id]) await world.hears('assignment', 'AppealClosed', appealId);
    expect(await reports(id, {}, clerk())).toMatchObject({ rule: 'countersign.code' });
    expect(await reports(id, { queryCode }, clerk())).toMatchObject({ code: null });
    await world.until(new Date(world.clock.now() + 31 * 86_400_000).toISOString());
    expect(await reports(late.id)).toMatchObject({ code: null });
    expect(typesSaid(world, late.id)).not.toContain('NotSolvedReported');
  });

  describe('too late for reopening', () => {
    const later =
      'query($id: ID!) { appeal(id: $id) { stage broughtAgain { id unifiedCode restricted content repeatOf { id } } } }';
    interface Later {
      readonly id: string;
      readonly unifiedCode: string;
    }
    const laterOf = async (who: ReturnType<typeof zhang>, id: string): Promise<Later | null | undefined> =>
      ((await who.asks(later, { id })).data as { readonly appeal: { readonly broughtAgain: Later | null } | null }).appeal
        ?.broughtAgain;
    const closedLongAgo = async (change: Readonly<Record<string, unknown>> = {}, by = zhang()) => {
      const submitted = await submit(world, change, by);
      await world.hears('assignment', 'AppealClosed', submitted.id);
      await world.until(new Date(world.clock.now() + 31 * 86_400_000).toISOString());
      return submitted;
    };

    it('becomes a new appeal, linked once, while the round before stays as it was', async () => {
      const { id } = await closedLongAgo();
      const request = { appealId: id, requestId: 'too-late-1', expectedVersion: 1, reason: '路灯又不亮了。' };
      expect(await zhang().does('reportNotSolved', request)).toMatchObject({ code: null });
      expect(await zhang().does('reportNotSolved', request)).toMatchObject({ code: null });
      expect(await reports(id)).toMatchObject({ rule: 'unsolved.once' });
      const born = await laterOf(zhang(), id);
      expect(born).toMatchObject({ restricted: false, content: '路灯又不亮了。', repeatOf: { id } });
      expect(typesSaid(world, born?.id ?? '')).toEqual(['AppealSubmitted', 'RepeatLinked']);
      expect(world.said(born?.id ?? '').at(-1)?.data).toMatchObject({ earlierId: id, basis: 'NOT_SOLVED' });
      expect(typesSaid(world, id)).toEqual(['AppealSubmitted', 'AppealBroughtAgain']);
      expect(JSON.stringify(world.said('*'))).not.toContain('又不亮了');
      expect(await laterOf(world.petitioner('li'), id)).toBeUndefined();
    });

    it('is as secret as what it comes from, whoever was accused meanwhile', async () => {
      const { id } = await closedLongAgo();
      const accused = { units: ['u-north'], persons: [], since: 2024 };
      await world.hears('supervision', 'ScopeStated', id, { accused, ...accusing('u-north') });
      expect(await reports(id)).toMatchObject({ code: null });
      const born = await laterOf(zhang(), id);
      expect(born).toMatchObject({ restricted: true, repeatOf: { id } });
      const submitted = (await stateOf(world, born?.id ?? ''))?.submitted;
      expect(submitted).toMatchObject({ accused, number: 0, barred: ['unit:u-north@2024'] });
      expect(await laterOf(world.officer('north-leader'), id)).toBeUndefined();
    });

    it('gives its codes to whoever holds the code of the one before', async () => {
      const { id, unifiedCode, queryCode } = await closedLongAgo({ petitioner: details });
      expect(await reports(id, { queryCode }, world.anybody())).toMatchObject({ code: null });
      const byCode =
        'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { id broughtAgain { unifiedCode queryCode } } }';
      const { data } = await world.anybody().asks(byCode, { u: unifiedCode, q: queryCode });
      const { broughtAgain } = (data as { caseByCode: { broughtAgain: { unifiedCode: string; queryCode: string } } }).caseByCode;
      const next = await world.anybody().asks(byCode, { u: broughtAgain.unifiedCode, q: broughtAgain.queryCode });
      expect(next.data).toMatchObject({ caseByCode: { id: (await laterOf(zhang(), id))?.id, broughtAgain: null } });
    });
  });
});
