// Promise: four slots are filled in order, by the right people, on the digest that they read; whoever refuses voids them all.
import {
  assigned,
  closingOf,
  digestOf,
  handled,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  queryCode,
  result,
  sealed,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const centre = (input: object) => world.officer('clerk').does('fillPetitionerSlot', { ...input });

describe('the petitioner’s slot', () => {
  it('is his own', async () => {
    const { appealId, digest } = await proposed(world);
    const confirmation = { appealId, digest, satisfaction: 'SATISFIED' };
    expect(await world.petitioner('li').does('confirmResult', confirmation)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('north-handler').does('confirmResult', confirmation)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await zhang().does('confirmResult', confirmation)).toMatchObject({ code: null });
    expect((await stateOf(world, appealId))?.slots[1]).toMatchObject({
      slot: 'PETITIONER',
      satisfaction: 'SATISFIED',
      by: { post: null },
    });
  });

  it('is filled on the digest that was read, and on no other', async () => {
    const { appealId } = await proposed(world);
    const answer = await zhang().does('confirmResult', { appealId, digest: 'sm3:another', satisfaction: 'SATISFIED' });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'countersign.digest' });
  });

  it('is filled by the centre with his query code, however it is typed', async () => {
    const { appealId, digest } = await proposed(world);
    const byCode = { appealId, digest, form: 'BY_CODE', satisfaction: 'VERY_SATISFIED' };
    expect(await centre({ ...byCode, queryCode: 'AAAA-AAAA-AAAA-AAAA' })).toMatchObject({ rule: 'countersign.code' });
    expect(await centre(byCode)).toMatchObject({ rule: 'countersign.code' });
    expect(await centre({ ...byCode, queryCode: ` ${queryCode.code.toLowerCase()} ` })).toMatchObject({ code: null });
  });

  it('is filled for a proxy with evidence, which is kept', async () => {
    const { appealId, digest } = await proposed(world);
    const form = { appealId, digest, form: 'PROXY', satisfaction: 'SATISFIED' };
    expect(await centre(form)).toMatchObject({ rule: 'countersign.evidence' });
    const before = await world.keptTexts();
    const proxy = { name: '张小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' };
    expect(await centre({ ...form, proxy })).toMatchObject({ code: null });
    expect(await world.keptTexts()).toBe(before + 1);
    const read = 'query($id: ID!) { ledgerEntry(id: $id) { slots { name proxy { relation document reference } } } }';
    const shown = async (person: string) =>
      ((await world.officer(person).asks(read, { id: appealId })).data as { ledgerEntry: { slots: object[] } }).ledgerEntry
        .slots[1];
    const { name: _, ...others } = proxy;
    expect(await shown('north-deputy')).toEqual({ name: 'PETITIONER', proxy: others });
    expect(await shown('auditor')).toEqual({ name: 'PETITIONER', proxy: null });
  });

  it.each([
    ['reference', '无'],
    ['reference', '\u200b\u200b2026\u200b'],
    ['name', '无'],
  ])('takes no evidence that is none: %s “%s”', async (field, nothing) => {
    const { appealId, digest } = await proposed(world);
    const proxy = {
      name: '张小红',
      relation: 'CHILD',
      document: 'POWER_OF_ATTORNEY',
      reference: '档2026-第0017号',
      [field]: nothing,
    };
    const answer = await centre({ appealId, digest, form: 'PROXY', satisfaction: 'SATISFIED', proxy });
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', field: `proxy.${field}` });
  });

  it('is filled by code, and refused by it, through nobody who took the appeal in or handled it', async () => {
    const post = world.district.post('post.clerk');
    if (post === undefined) throw new Error('the district has lost a post');
    // The handler sits at the window too.
    world.district.state({ post: { ...post, id: 'post.window', personId: 'north-handler' } });
    const byCode = { ...(await proposed(world)), queryCode: queryCode.code };
    const handler = world.officer('north-handler');
    const filling = { ...byCode, form: 'BY_CODE', satisfaction: 'SATISFIED' };
    expect(await handler.does('fillPetitionerSlot', filling)).toMatchObject({ rule: 'countersign.involved' });
    expect(await handler.does('refuseResult', { ...byCode, reason: '当面表示不同意。' })).toMatchObject({
      rule: 'countersign.involved',
    });
    world.district.state({ post: { ...post, id: 'post.window', personId: 'north-handler', to: '2026-03-01' } });
    await world.tools.model.entries.inform(byCode.appealId, (facts) => ({ ...facts, takenInBy: 'clerk' }));
    expect(await centre(filling)).toMatchObject({ rule: 'countersign.involved' });
    expect(await world.officer('north-clerk').does('fillPetitionerSlot', filling)).toMatchObject({ code: null });
  });

  it('of a protected petitioner is filled by the letters office, which alone knows him', async () => {
    const protectedOne = await proposed(world, { petitioner: { personId: 'zhang', kind: 'NAMED', protected: true } });
    const byCode = { ...protectedOne, form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code };
    expect(await centre(byCode)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.officer('letters-1').does('fillPetitionerSlot', byCode)).toMatchObject({ code: null });
  });

  it('stays empty for somebody unreachable until he was sought on three days', async () => {
    const { appealId, digest } = await proposed(world);
    const given = (clerk = 'north-clerk') =>
      world.officer(clerk).does('fillPetitionerSlot', { appealId, digest, form: 'UNREACHABLE' });
    for (const day of ['2026-03-03', '2026-03-04', '2026-03-05']) {
      expect(await given()).toMatchObject({ rule: 'countersign.attempts' });
      world.clock.set(`${day}T02:00:00.000Z`);
      await world.officer('clerk').does('recordContactAttempt', { appealId, means: 'VISIT' });
    }
    expect(await given('clerk')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'countersign.recorder' });
    expect(await given()).toMatchObject({ code: null });
    world.clock.set('2026-03-02T02:00:00.000Z');
  });

  it.each([
    ['ANONYMOUS_NOTICE', 'ANONYMOUS'],
    ['NO_PETITIONER', 'NONE'],
  ])('takes %s only for a petitioner who is %s', async (form, kind) => {
    const named = await proposed(world);
    expect(await centre({ ...named, form })).toMatchObject({ rule: 'countersign.form' });
    const other = await proposed(world, { petitioner: { personId: 'zhang', kind, protected: false } });
    expect(await centre({ ...other, form })).toMatchObject({ code: null });
  });

  it('is closed over his refusal by the district’s centre, not by the township’s, once he has refused twice', async () => {
    const appealId = await handled(world);
    const refuseOnce = async (): Promise<void> => {
      await world.officer('north-handler').does('proposeResult', { appealId, ...result });
      await zhang().does('refuseResult', { appealId, digest: await digestOf(world, appealId), reason: '并没有修好。' });
    };
    await refuseOnce();
    await refuseOnce();
    await world.officer('north-handler').does('proposeResult', { appealId, ...result });
    const over = { appealId, digest: await digestOf(world, appealId), form: 'REFUSED' };
    expect(await world.officer('north-clerk').does('fillPetitionerSlot', over)).toMatchObject({ rule: 'countersign.hearing' });
    expect(await centre(over)).toMatchObject({ code: null });
    expect((await stateOf(world, appealId))?.slots[1]?.satisfaction).toBe('DISSATISFIED');
  });
});

it('who typed the petitioner’s refusals does not hear them', async () => {
  const appealId = await handled(world);
  const refuseOnce = async (): Promise<void> => {
    await world.officer('north-handler').does('proposeResult', { appealId, ...result });
    const refusal = { appealId, digest: await digestOf(world, appealId), reason: '并没有修好。', queryCode: queryCode.code };
    expect(await world.officer('clerk').does('refuseResult', refusal)).toMatchObject({ code: null });
  };
  await refuseOnce();
  await refuseOnce();
  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  const over = { appealId, digest: await digestOf(world, appealId), form: 'REFUSED' };
  expect(await centre(over)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'countersign.recorder' });
  const post = world.district.post('post.clerk');
  if (post === undefined) throw new Error('the district has lost a post');
  world.district.state({ post: { ...post, id: 'post.clerk-2', personId: 'clerk-2' } });
  expect(await world.officer('clerk-2').does('fillPetitionerSlot', over)).toMatchObject({ code: null });
});

const confirmed = async (): Promise<{ readonly appealId: string; readonly digest: string }> => {
  const signing = await proposed(world);
  await zhang().does('confirmResult', { ...signing, satisfaction: 'SATISFIED' });
  return signing;
};

it.each(['无无无无无无无无', '０００００００', '口头委托没有文件', '------2026'])(
  'a proxy’s document “%s” cannot be found',
  async (reference) => {
    const { appealId, digest } = await proposed(world);
    const proxy = { name: '张小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference };
    const before = await world.keptTexts();
    const answer = await centre({ appealId, digest, form: 'PROXY', satisfaction: 'SATISFIED', proxy });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'countersign.evidence' });
    expect(await world.keptTexts()).toBe(before);
  },
);

describe('the leaders’ slots', () => {
  it('put the case up for sealing with the fourth, in the same act, and it closes once every service has stated its streams', async () => {
    const signing = await confirmed();
    expect(await world.officer('north-deputy').does('countersign', signing)).toMatchObject({ code: null });
    expect(await world.officer('north-head').does('countersign', signing)).toMatchObject({
      data: { ledgerEntry: { stage: 'SEALING' } },
    });
    expect(typesSaid(world, signing.appealId).slice(-3)).toEqual(['SlotFilled', 'SlotFilled', 'CloseRequested']);
    await sealed(world, signing.appealId);
    expect((await stateOf(world, signing.appealId))?.stage).toBe('CLOSED');
    expect(closingOf(world, signing.appealId)?.data).toMatchObject({
      onTime: true,
      satisfaction: 'SATISFIED',
      digest: signing.digest,
    });
  });

  it('are filled in their order, after the petitioner’s', async () => {
    const early = await proposed(world);
    expect(await world.officer('north-deputy').does('countersign', early)).toMatchObject({ rule: 'countersign.turn' });
    const signing = await confirmed();
    expect(await world.officer('north-head').does('countersign', signing)).toMatchObject({ rule: 'countersign.turn' });
  });

  it('go to the unit above where the post is vacant, and name the post that was signed under', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-north-village' });
    const handler = world.officer('north-village-handler');
    await handler.does('acceptEntry', { appealId });
    await handler.does('proposeResult', { appealId, ...result });
    const digest = await digestOf(world, appealId);
    await zhang().does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    expect(await world.officer('north-deputy').does('countersign', { appealId, digest })).toMatchObject({ code: null });
    expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({
      rule: 'countersign.person',
    });
    expect(await world.officer('north-village-head').does('countersign', { appealId, digest })).toMatchObject({ code: null });
    expect((await stateOf(world, appealId))?.slots.map(({ by }) => by.post)).toEqual([
      'post.north-village-handler',
      null,
      'post.north-deputy',
      'post.north-village-head',
    ]);
  });

  it('are filled by two different people: who holds both posts signs once', async () => {
    const post = world.district.post('post.north-head');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.both', personId: 'north-deputy' } });
    const signing = await confirmed();
    await world.officer('north-deputy').does('countersign', signing);
    expect(await world.officer('north-deputy').does('countersign', signing)).toMatchObject({ rule: 'countersign.person' });
    expect(await world.officer('north-head').does('countersign', signing)).toMatchObject({ code: null });
    world.district.state({ post: { ...post, id: 'post.both', personId: 'north-deputy', to: '2026-03-01' } });
  });
});

describe('refusing', () => {
  it('voids every signature, brings the case back to the handler, and keeps the reason', async () => {
    const signing = await confirmed();
    const refusal = { ...signing, reason: '材料不完整。' };
    expect(await world.officer('north-head').does('refuseResult', refusal)).toMatchObject({ rule: 'countersign.turn' });
    expect(await world.officer('north-deputy').does('refuseResult', refusal)).toMatchObject({ code: null });
    const state = await stateOf(world, signing.appealId);
    expect(state).toMatchObject({ stage: 'HANDLING', result: null, slots: [], clock: { status: 'RUNNING' } });
    const read = 'query($id: ID!) { ledgerEntry(id: $id) { refusals { total edges { node { slot reason by { id } } } } } }';
    const refusals = {
      total: 1,
      edges: [{ node: { slot: 'LEADER_IN_CHARGE', reason: '材料不完整。', by: { id: 'north-deputy' } } }],
    };
    expect((await world.officer('north-head').asks(read, { id: signing.appealId })).data).toEqual({ ledgerEntry: { refusals } });
  });

  it('is the petitioner’s at his turn: the centre records it with his query code only', async () => {
    const refusal = { ...(await proposed(world)), reason: '当面表示不同意。' };
    expect(await world.officer('north-deputy').does('refuseResult', refusal)).toMatchObject({ rule: 'countersign.turn' });
    for (const wrong of [{}, { queryCode: 'AAAA-AAAA-AAAA-AAAA' }])
      expect(await world.officer('clerk').does('refuseResult', { ...refusal, ...wrong })).toMatchObject({
        code: 'RULE_VIOLATION',
        rule: 'countersign.code',
      });
    const withCode = { ...refusal, queryCode: queryCode.code };
    expect(await world.officer('clerk').does('refuseResult', withCode)).toMatchObject({ code: null });
    const late = { ...(await confirmed()), reason: '当面表示不同意。', queryCode: queryCode.code };
    expect(await world.officer('clerk').does('refuseResult', late)).toMatchObject({ rule: 'countersign.turn' });
  });

  it('is for nobody else, and says nothing of what is hidden', async () => {
    const refusal = { ...(await proposed(world)), reason: '我不同意。' };
    expect(await world.petitioner('li').does('refuseResult', refusal)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('auditor').does('refuseResult', refusal)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await zhang().does('refuseResult', { ...refusal, reason: '不' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'reason',
    });
  });
});

describe('a complaint', () => {
  const last = async (change: Readonly<Record<string, unknown>>) => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT', ...change });
    await world.officer('north-handler').does('acceptEntry', { appealId });
    return appealId;
  };
  const propose = (appealId: string, input: object) =>
    world.officer('north-handler').does('proposeResult', { appealId, text: '已核查并答复。', ...input });

  it('says which part was substantiated where a part was', async () => {
    const appealId = await last({});
    expect(await propose(appealId, { outcome: 'SOLVED' })).toMatchObject({ rule: 'entry.outcome' });
    expect(await propose(appealId, { outcome: 'PARTLY_SUBSTANTIATED' })).toMatchObject({ rule: 'entry.substantiated-part' });
    const part = { substantiatedPart: '收费票据不规范' };
    expect(await propose(appealId, { outcome: 'SUBSTANTIATED', ...part })).toMatchObject({ rule: 'entry.substantiated-part' });
    expect(await propose(appealId, { outcome: 'PARTLY_SUBSTANTIATED', ...part })).toMatchObject({ code: null });
    const read = 'query($id: ID!) { ledgerEntry(id: $id) { result { substantiatedPart } } }';
    expect((await world.officer('north-handler').asks(read, { id: appealId })).data).toEqual({
      ledgerEntry: { result: part },
    });
  });

  it('closes only after both tracks, with nothing between them open', async () => {
    const appealId = await last({});
    await propose(appealId, { outcome: 'SUBSTANTIATED' });
    const digest = await digestOf(world, appealId);
    await zhang().does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    const sign = () => world.officer('north-head').does('countersign', { appealId, digest });
    expect(await sign()).toMatchObject({ rule: 'entry.tracks-open' });
    const told = (type: 'TrackOpened' | 'TrackConcluded', track: string) => world.hears('supervision', type, appealId, { track });
    // Whatever order they are heard in.
    await told('TrackOpened', 'DISCIPLINE');
    await told('TrackOpened', 'LETTERS');
    await told('TrackConcluded', 'LETTERS');
    expect(await sign()).toMatchObject({ rule: 'entry.tracks-open' });
    await told('TrackConcluded', 'DISCIPLINE');
    await world.hears('supervision', 'DisagreementRaised', appealId);
    expect(await sign()).toMatchObject({ rule: 'entry.tracks-open' });
    await world.hears('supervision', 'DisagreementDecided', appealId);
    expect(await sign()).toMatchObject({ code: null });
  });
});

describe('whoever comes at the wrong time is told the rule that says so', () => {
  const stages = ['ASSIGNED', 'HANDLING', 'PETITIONER', 'LEADER_IN_CHARGE', 'MAIN_LEADER', 'SEALING', 'CLOSED'] as const;
  const turn = 'countersign.turn';
  const stage = 'entry.stage';
  /** By stage, in their order; null where it is done. */
  const table: readonly (readonly [string, string, readonly (string | null)[]])[] = [
    ['acceptEntry', 'north-handler', [null, stage, stage, stage, stage, stage, stage]],
    ['recordProgress', 'north-handler', [stage, null, stage, stage, stage, stage, stage]],
    ['proposeResult', 'north-handler', [stage, null, stage, stage, stage, stage, stage]],
    ['recordContactAttempt', 'clerk', [stage, stage, null, null, null, stage, stage]],
    ['confirmResult', 'zhang', [stage, stage, null, turn, turn, stage, stage]],
    ['fillPetitionerSlot', 'clerk', [stage, stage, null, turn, turn, stage, stage]],
    ['countersign', 'north-deputy', [stage, stage, turn, null, turn, stage, stage]],
    ['countersign', 'north-head', [stage, stage, turn, turn, null, stage, stage]],
    ['refuseResult', 'zhang', [stage, stage, null, turn, turn, stage, stage]],
    ['refuseResult', 'clerk', [stage, stage, null, turn, turn, stage, stage]],
    ['refuseResult', 'north-deputy', [stage, stage, turn, null, turn, stage, stage]],
    ['refuseResult', 'north-head', [stage, stage, turn, turn, null, stage, stage]],
  ];
  const rest: Readonly<Record<string, object>> = {
    recordProgress: { text: '已派单维修。' },
    proposeResult: result,
    recordContactAttempt: { means: 'VISIT' },
    confirmResult: { satisfaction: 'SATISFIED' },
    fillPetitionerSlot: { form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code },
    refuseResult: { reason: '并没有修好。', queryCode: queryCode.code },
  };
  const digested = new Set(['confirmResult', 'fillPetitionerSlot', 'countersign', 'refuseResult']);
  const forward = [
    'acceptEntry north-handler',
    'proposeResult north-handler',
    'confirmResult zhang',
    'countersign north-deputy',
    'countersign north-head',
  ];

  const does = async (mutation: string, person: string, appealId: string) => {
    const digest = digested.has(mutation) ? { digest: (await digestOf(world, appealId)) || 'sm3:none' } : {};
    const input = { appealId, ...digest, ...rest[mutation] };
    return (person === 'zhang' ? zhang() : world.officer(person)).does(mutation, input);
  };

  it.each(stages.map((name, at) => [name, at] as const))('at %s', async (name, at) => {
    for (const [mutation, person, rules] of table) {
      const appealId = await assigned(world);
      for (const step of forward.slice(0, at)) {
        const [doing = '', by = ''] = step.split(' ');
        expect(await does(doing, by, appealId)).toMatchObject({ code: null });
      }
      if (name === 'CLOSED') await sealed(world, appealId);
      const { code, rule } = await does(mutation, person, appealId);
      expect([mutation, person, rule ?? code]).toEqual([mutation, person, rules[at]]);
    }
  });
});
