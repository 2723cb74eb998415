// Promise: a query code is the petitioner's alone, and a lost one is replaced for him and for nobody else.
import { createHash } from 'node:crypto';
import { places } from '@daqidi/service-testing';
import { appeal, type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const details = { name: '张三', telephone: '13812341234', identityNumber: '11010519491231002X', address: '北街1号' };

describe('a query code', () => {
  const receipt = 'appeal { id } receipt { unifiedCode queryCode delivery }';
  const handsIn = async (change: object, who = clerk()) => {
    const before = world.notices().length;
    const { data } = await who.does(
      'submitAppeal',
      { channel: 'WINDOW', regionId: places.northVillage, text: '路灯坏了。', ...change },
      receipt,
    );
    return {
      ...(data as { receipt: { unifiedCode: string; queryCode: string | null; delivery: string | null } }).receipt,
      told: world
        .notices()
        .slice(before)
        .filter(({ textZh }) => textZh.includes('查询码:')),
    };
  };

  it('is shown to the petitioner who hands in himself, again on a retry, and sent to nobody', async () => {
    const request = { requestId: 'code-own', petitioner: details };
    const first = await handsIn(request, world.petitioner('zhang'));
    expect(first).toMatchObject({ delivery: 'SHOWN', queryCode: expect.stringMatching(/^[0-9A-Z-]{19}$/), told: [] });
    expect(await handsIn(request, world.petitioner('zhang'))).toEqual(first);
  });

  it('goes to the stated telephone where an official takes it in, who is never shown it, retries included', async () => {
    const request = { requestId: 'code-sent', petitioner: details };
    const first = await handsIn(request);
    expect(first).toMatchObject({ delivery: 'TELEPHONE', queryCode: null, told: [{ telephone: '13812341234' }] });
    expect(await handsIn(request)).toMatchObject({ delivery: 'TELEPHONE', queryCode: null, told: [] });
    const [, queryCode] = /查询码:([0-9A-Z-]{19})/.exec(first.told[0]?.textZh ?? '') ?? [];
    expect(first.told[0]?.textEn).toContain(queryCode);
    const byCode =
      'query($unifiedCode: String!, $queryCode: String!) { timelineByCode(unifiedCode: $unifiedCode, queryCode: $queryCode) { textEn } }';
    const { unifiedCode } = first;
    expect((await world.anybody().asks(byCode, { unifiedCode, queryCode })).data).toMatchObject({ timelineByCode: [{}] });
    expect(JSON.stringify(first.told)).not.toMatch(/路灯|张三|北街/);
  });

  it('is printed for whoever left no telephone', async () => {
    expect(await handsIn({ anonymous: true })).toMatchObject({ delivery: 'SLIP', queryCode: null, told: [{ telephone: null }] });
  });
});

describe('a lost query code', () => {
  const codeIn = (text = ''): string => /查询码:([0-9A-Z-]{19})/.exec(text)?.[1] ?? '';
  const timeline =
    'query($unifiedCode: String!, $queryCode: String!) { timelineByCode(unifiedCode: $unifiedCode, queryCode: $queryCode) { textEn } }';
  const opens = async (unifiedCode: string, queryCode: string) =>
    ((await world.anybody().asks(timeline, { unifiedCode, queryCode })).data as { timelineByCode: unknown }).timelineByCode !==
    null;
  const replaces = (input: Readonly<Record<string, unknown>>, who = clerk()) => who.does('replaceQueryCode', input, 'delivery');

  it('is replaced against the known telephone or identity number: the new one is his alone, the old one void', async () => {
    const { id: appealId, unifiedCode } = await submit(world, { petitioner: details }, clerk());
    const first = codeIn(world.notices().at(-1)?.textZh);
    expect(await replaces({ appealId, telephone: '138 1234 1234' })).toMatchObject({
      code: null,
      data: { delivery: 'TELEPHONE' },
    });
    const second = codeIn(world.notices().at(-1)?.textZh);
    expect(await replaces({ appealId, identityNumber: '11010519491231002x' })).toMatchObject({ code: null });
    expect(world.notices().at(-1)).toMatchObject({ telephone: '13812341234' });
    const third = codeIn(world.notices().at(-1)?.textZh);
    expect(new Set([first, second, third]).size).toBe(3);
    for (const [code, holds] of [
      [first, false],
      [second, false],
      [third, true],
    ] as const)
      expect([code, await opens(unifiedCode, code)]).toEqual([code, holds]);
    expect(JSON.stringify(world.said(appealId))).not.toContain(third);
    expect(world.said(appealId).at(-1)).toMatchObject({
      type: 'QueryCodeReplaced',
      actor: { person: 'clerk' },
      data: { generation: 3, against: 'IDENTITY_NUMBER' },
    });
  });

  it('is replaced against nothing else, and by nobody else', async () => {
    const { id: appealId } = await submit(world, { petitioner: { ...details, telephone: '13900000000' } }, clerk());
    const told = world.notices().length;
    const wrong = { code: 'RULE_VIOLATION', rule: 'code.against' };
    expect(await replaces({ appealId, telephone: '13812341234' })).toMatchObject(wrong);
    expect(await replaces({ appealId, identityNumber: 'E12345678' })).toMatchObject(wrong);
    expect(await replaces({ appealId })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    expect(await replaces({ appealId, telephone: '13900000000', identityNumber: 'E12345678' })).toMatchObject({ field: 'input' });
    const right = { appealId, telephone: '13900000000' };
    for (const person of ['auditor', 'north-village-reviewer'])
      expect([person, await replaces(right, world.officer(person))]).toEqual([
        person,
        expect.objectContaining({ code: 'FORBIDDEN' }),
      ]);
    expect(await replaces(right, world.officer('south-handler'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(world.notices()).toHaveLength(told);
  });
});

describe('what the centre did with a query code', () => {
  const confirmed = (appealId: string, form: string) =>
    world.hears('assignment', 'SlotFilled', appealId, { slot: 'PETITIONER', form }, { person: 'clerk', post: 'post.clerk' });
  const toldAfter = async (act: () => Promise<unknown>) => {
    const before = world.notices().length;
    await act();
    return world.notices().slice(before);
  };

  it('is told to the known telephone, each time once, in words that name no matter', async () => {
    const { id, unifiedCode } = await submit(world, { petitioner: details }, clerk());
    const told = await toldAfter(() => confirmed(id, 'BY_CODE'));
    expect(told).toMatchObject([
      { telephone: '13812341234', textEn: expect.stringContaining(`confirmed the result of ${unifiedCode}`) },
    ]);
    const by = { person: 'clerk', post: 'post.clerk' };
    const refused = await world.hears('assignment', 'ResultRefused', id, { byCode: true }, by);
    expect(world.notices().at(-1)?.textEn).toContain(`refused the result of ${unifiedCode}`);
    expect(await toldAfter(() => world.hearsAgain(refused))).toEqual([]);
    expect(JSON.stringify(told)).not.toMatch(/路灯|张三|北街/);
  });

  it('is told to nobody where no code was used, where he did it himself, or where he left no telephone', async () => {
    const known = await submit(world, { petitioner: details }, clerk());
    expect(await toldAfter(() => confirmed(known.id, 'PROXY'))).toEqual([]);
    const himself = { person: 'zhang', post: null };
    expect(await toldAfter(() => world.hears('assignment', 'ResultRefused', known.id, {}, himself))).toEqual([]);
    const anonymous = await submit(world, { anonymous: true }, clerk());
    expect(await toldAfter(() => confirmed(anonymous.id, 'BY_CODE'))).toEqual([]);
  });
});

describe('without signing in', () => {
  const withCode = async () => {
    const { id, queryCode, unifiedCode } = await submit(world);
    const does = (mutation: string, input: object, code: string | null = queryCode) =>
      world.anybody().does(mutation, { appealId: id, queryCode: code, ...input });
    return { id, queryCode, unifiedCode, does };
  };

  it('whoever brings the query code adds, withdraws, evaluates and says that it is not solved, as the petitioner of that one case', async () => {
    const { id, does } = await withCode();
    expect(await does('supplementAppeal', { text: '补充:夜里更暗。' })).toMatchObject({ code: null });
    expect(await does('withdrawAppeal', { reason: '已修好。', setting: 'OWN_ACCORD' })).toMatchObject({ code: null });
    expect(world.said(id).slice(-2)).toMatchObject([
      { type: 'AppealSupplemented', actor: { person: 'zhang', post: null } },
      { type: 'WithdrawalRequested', data: { takeBackUntil: '2026-03-04T15:59:59.999Z' } },
    ]);
    expect(await does('takeBack', { act: 'WITHDRAWAL' })).toMatchObject({ code: null });
    expect(world.said(id).at(-1)).toMatchObject({ type: 'WithdrawalTakenBack', actor: { person: 'zhang', post: null } });
    expect(await does('takeBack', { act: 'WITHDRAWAL' })).toMatchObject({ rule: 'code.window' });
    const closed = await withCode();
    await world.hears('assignment', 'AppealClosed', closed.id);
    expect(await closed.does('evaluateAppeal', { satisfaction: 'SATISFIED' })).toMatchObject({ code: null });
    expect(await closed.does('reportNotSolved', { reason: '灯又坏了。' })).toMatchObject({ code: null });
  });

  it('is told to the known telephone, and takes back what was signed or refused by it for two working days', async () => {
    const [kept, late] = [await submit(world, { petitioner: details }), await submit(world, { petitioner: details })];
    const does = ({ id, queryCode }: typeof kept, mutation: string, input: object) =>
      world.anybody().does(mutation, { appealId: id, queryCode, ...input });
    await does(kept, 'withdrawAppeal', { reason: '已修好。', setting: 'OWN_ACCORD' });
    expect(world.notices().at(-1)).toMatchObject({ telephone: '13812341234', textZh: expect.stringContaining('申请撤回') });
    for (const [type, change, act] of [
      ['SlotFilled', { slot: 'PETITIONER', form: 'BY_CODE' }, 'SIGNATURE'],
      ['ResultRefused', { byCode: true }, 'REFUSAL'],
    ] as const) {
      for (const { id } of [kept, late]) await world.hears('assignment', type, id, change, { person: 'zhang', post: null });
      const query = 'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { codeActs } }';
      const { data } = await world.anybody().asks(query, { u: kept.unifiedCode, q: kept.queryCode });
      expect(data).toMatchObject({ caseByCode: { codeActs: ['WITHDRAWAL', act] } });
      expect(await world.anybody().does('takeBack', { appealId: kept.id, act })).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(await does({ ...kept, queryCode: late.queryCode }, 'takeBack', { act })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await does(kept, 'takeBack', { act })).toMatchObject({ code: null });
      expect(await does(kept, 'takeBack', { act })).toMatchObject({ rule: 'code.window' });
    }
    await world.until(new Date(world.clock.now() + 6 * 86_400_000).toISOString());
    expect(await does(late, 'takeBack', { act: 'REFUSAL' })).toMatchObject({ rule: 'code.window' });
  });

  it('a wrong code and another case’s look like no case; without any he is asked to sign in', async () => {
    const { does } = await withCode();
    const other = await withCode();
    const addition = { text: '补充。' };
    expect(await does('supplementAppeal', addition, other.queryCode)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await does('supplementAppeal', addition, '0000-0000-0000-0000')).toMatchObject({ code: 'NOT_FOUND' });
    const absent = { ...addition, appealId: 'x'.repeat(22), expectedVersion: 1 };
    expect(await does('supplementAppeal', absent)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await does('supplementAppeal', addition, null)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('the receipt leads to the case, with what its next step needs', async () => {
    const { id, unifiedCode, queryCode } = await withCode();
    const query =
      'query($u: String!, $q: String!) { caseByCode(unifiedCode: $u, queryCode: $q) { id version stage timeline { textEn } deskAnswer { text } } }';
    const { data } = await world.anybody().asks(query, { u: unifiedCode, q: queryCode });
    expect(data).toMatchObject({ caseByCode: { id, version: 1, stage: 'SUBMITTED', timeline: [{}], deskAnswer: null } });
    const wrong = await world.anybody().asks(query, { u: unifiedCode, q: '0000-0000-0000-0000' });
    expect(wrong).toMatchObject({ code: null, data: { caseByCode: null } });
  });

  interface Challenge {
    readonly algorithm: string;
    readonly challenge: string;
    readonly salt: string;
    readonly signature: string;
    readonly maxNumber: number;
  }
  const solve = async (): Promise<string> => {
    const query = '{ submissionChallenge { algorithm challenge salt signature maxNumber } }';
    const asked = (await world.anybody().asks(query)).data as { readonly submissionChallenge: Challenge };
    const { maxNumber, ...terms } = asked.submissionChallenge;
    const hashes = (number: number) => createHash('sha256').update(`${terms.salt}${number}`).digest('hex');
    let number = 0;
    while (number <= maxNumber && hashes(number) !== terms.challenge) number += 1;
    return Buffer.from(JSON.stringify({ ...terms, number })).toString('base64');
  };
  const receipt = 'appeal { id } receipt { unifiedCode queryCode delivery }';
  const submits = (proof: string, change: object = {}) =>
    world.anybody().does('submitWithoutAccount', { ...appeal, channel: 'QR_CODE', anonymous: true, proof, ...change }, receipt);

  it('an appeal is handed in against a proof of work, one a proof, and his code does the rest', async () => {
    const proof = await solve();
    const { code, data } = await submits(proof);
    expect(code).toBeNull();
    const first = data as { appeal: { id: string }; receipt: { queryCode: string } };
    expect(first).toMatchObject({ receipt: { delivery: 'SHOWN', queryCode: expect.stringMatching(/^[0-9A-Z-]{19}$/) } });
    expect((await submits(proof)).data).toEqual(data);
    expect(await submits(proof, { text: '另一件事。' })).toMatchObject({ code: 'CONFLICT' });
    const { appeal: submitted, receipt: kept } = first;
    const addition = { appealId: submitted.id, queryCode: kept.queryCode, text: '补充。' };
    expect(await world.anybody().does('supplementAppeal', addition)).toMatchObject({ code: null });
    expect(world.said(submitted.id)[0]).toMatchObject({ data: { petitioner: { kind: 'ANONYMOUS' } }, actor: { post: null } });
  });

  it('several bring it together: each who speaks for all acts by a code of his own, and none gets another’s', async () => {
    const second = { name: '李四光', telephone: '13812349002' };
    const third = { name: '钱学文', telephone: '13812349003' };
    const group = { representatives: [second, third], members: [{ name: '赵六' }] };
    const brought = { anonymous: null, petitioner: { name: '张三', telephone: '13812349001' }, group };
    const { data } = await submits(await solve(), brought);
    const { appeal: submitted, receipt: own } = data as { appeal: { id: string }; receipt: { queryCode: string } };
    expect(world.said(submitted.id)[0]).toMatchObject({
      data: { petitioner: { kind: 'GROUP', group: { members: 4, others: [{}, {}] } } },
    });
    const codeTo = (telephone: string) =>
      world
        .notices()
        .findLast((notice) => notice.telephone === telephone)
        ?.textZh.match(/查询码:([\w-]+)/)?.[1];
    const codes = [own.queryCode, codeTo(second.telephone), codeTo(third.telephone)];
    expect(new Set(codes).size).toBe(3);
    for (const queryCode of codes) {
      const addition = { appealId: submitted.id, queryCode, text: '补充。' };
      expect(await world.anybody().does('supplementAppeal', addition)).toMatchObject({ code: null });
    }
    const persons = world.said(submitted.id).flatMap(({ type, actor }) => (type === 'AppealSupplemented' ? [actor.person] : []));
    expect(new Set(persons).size).toBe(3);
  });

  it('five speak for a group at most, each reached by telephone, and a group is named', async () => {
    const petitioner = { name: '张三', telephone: '13812349001' };
    const speaks = { name: '李四光', telephone: '13812349002' };
    const bring = async (group: object, change: object = { anonymous: null, petitioner }) =>
      submits(await solve(), { ...change, group });
    expect(await bring({ representatives: Array(4).fill(speaks) })).toMatchObject({ code: null });
    expect(await bring({ representatives: Array(5).fill(speaks) })).toMatchObject({ rule: 'group.size' });
    expect(await bring({ representatives: [{ name: '李四光' }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'group.representatives',
    });
    expect(await bring({ representatives: [speaks] }, { anonymous: true })).toMatchObject({ rule: 'group.kind' });
  });

  it('not without a proof, with one that is forged or too old, nor through a channel that asks for an account', async () => {
    const proof = await solve();
    expect(await submits('nothing')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'proof' });
    const { number: _, ...unsolved } = JSON.parse(Buffer.from(proof, 'base64').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...unsolved, number: -1 })).toString('base64');
    expect(await submits(forged)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'proof' });
    expect(await submits(proof, { channel: 'WINDOW' })).toMatchObject({ rule: 'intake.channel-user' });
    expect(await submits(proof, { anonymous: null })).toMatchObject({ code: 'BAD_USER_INPUT' });
    await world.until(new Date(world.clock.now() + 21 * 60_000).toISOString());
    expect(await submits(proof)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'proof' });
  });
});
