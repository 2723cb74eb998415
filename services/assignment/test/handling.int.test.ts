// Promise: the holder's own handler works on an entry, and what he writes is kept for those who may read it, and for nobody else.
import {
  assigned,
  handled,
  historyOf,
  type LedgerWorld,
  openLedgerWorld,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const handler = () => world.officer('north-handler');
const progress = 'query($id: ID!) { ledgerEntry(id: $id) { progress(first: 1) { total edges { node { by { id } text } } } } }';

describe('accepting', () => {
  it('names the handler', async () => {
    const appealId = await assigned(world);
    expect(await handler().does('acceptEntry', { appealId })).toMatchObject({
      code: null,
      data: { ledgerEntry: { stage: 'HANDLING', version: 2 } },
    });
    expect((await stateOf(world, appealId))?.handlerId).toBe('north-handler');
  });

  it('is done once', async () => {
    const appealId = await handled(world);
    expect(await handler().does('acceptEntry', { appealId })).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.stage' });
  });

  it('is not for reviewers, leaders or another unit’s handler', async () => {
    const appealId = await assigned(world);
    expect(await world.officer('north-1').does('acceptEntry', { appealId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.officer('north-deputy').does('acceptEntry', { appealId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.officer('south-handler').does('acceptEntry', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened', 'EntryAssigned']);
  });

  it('falls to the handler of the nearest unit above where the holder has none now', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-north-village' });
    expect(await handler().does('acceptEntry', { appealId })).toMatchObject({ code: 'FORBIDDEN' });
    const post = world.district.post('post.north-village-handler');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, to: '2026-03-01' } });
    try {
      expect(await handler().does('acceptEntry', { appealId })).toMatchObject({ code: null });
    } finally {
      world.district.state({ post });
    }
  });
});

describe('recording progress', () => {
  it('keeps the text for those who may read it', async () => {
    const appealId = await handled(world);
    await handler().does('recordProgress', { appealId, text: '  已到现场。 ' });
    const shown = {
      ledgerEntry: { progress: { total: 1, edges: [{ node: { by: { id: 'north-handler' }, text: '已到现场。' } }] } },
    };
    expect((await world.petitioner('zhang').asks(progress, { id: appealId })).data).toEqual(shown);
    const hidden = { ledgerEntry: { progress: { total: 1, edges: [{ node: { by: { id: 'north-handler' }, text: null } }] } } };
    expect((await world.officer('auditor').asks(progress, { id: appealId })).data).toEqual(hidden);
  });

  it('puts a reference into the event and no word of the text', async () => {
    const appealId = await handled(world);
    await handler().does('recordProgress', { appealId, text: '已到现场' });
    const last = world.said(appealId).at(-1);
    expect(last?.data).toEqual({ appealId, text: { vaultId: expect.any(String), commitment: expect.stringMatching(/^sm3:/) } });
    expect(JSON.stringify(last)).not.toContain('现场');
  });

  it.each([
    ['nothing', ' \n '],
    ['too much', '字'.repeat(2_001)],
    ['what cannot be written', 'a\u0000b'],
  ])('refuses %s, and keeps nothing', async (_, text) => {
    const appealId = await handled(world);
    const before = await world.keptTexts();
    expect(await handler().does('recordProgress', { appealId, text })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
    expect(await world.keptTexts()).toBe(before);
  });

  it('is for the handler who accepted, while he handles', async () => {
    const appealId = await assigned(world);
    const before = await world.keptTexts();
    const answer = await handler().does('recordProgress', { appealId, text: '已到现场' });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.stage' });
    expect(await world.keptTexts()).toBe(before);
  });

  it('is refused to a second handler of the same unit', async () => {
    const appealId = await handled(world);
    const post = world.district.post('post.north-handler');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.north-handler-2', personId: 'north-handler-2' } });
    const answer = await world.officer('north-handler-2').does('recordProgress', { appealId, text: '已到现场' });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.handler' });
  });
});

describe('stating a result', () => {
  it('is the handler’s signature on a digest of all that it says', async () => {
    const appealId = await handled(world);
    await handler().does('proposeResult', { appealId, ...result });
    const state = await stateOf(world, appealId);
    expect(state).toMatchObject({
      stage: 'SIGNING_OFF',
      slots: [{ slot: 'HANDLER', form: 'SIGNED' }],
      clock: { status: 'SUSPENDED' },
    });
    expect(state?.slots[0]?.by).toEqual({ person: 'north-handler', post: 'post.north-handler' });
    expect(typesSaid(world, appealId).slice(-2)).toEqual(['ResultProposed', 'SlotFilled']);
  });

  it('signs the commitment of exactly the text that is kept', async () => {
    const appealId = await handled(world);
    await handler().does('proposeResult', { appealId, ...result });
    const stated = (await stateOf(world, appealId))?.result;
    expect(await world.texts([stated?.text.vaultId ?? ''])).toEqual([result.text]);
    expect(stated?.resultId).toBe(stated?.text.vaultId);
  });

  it.each([
    ['an outcome of another category', 'ADOPTED', 'entry.outcome'],
    ['a plan, which is still to come', 'PLANNED', 'entry.planned'],
  ])('refuses %s', async (_, outcome, rule) => {
    const appealId = await handled(world);
    const answer = await handler().does('proposeResult', { appealId, ...result, outcome });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule });
    expect((await stateOf(world, appealId))?.stage).toBe('HANDLING');
  });
});

describe('trying to reach the petitioner', () => {
  it('is the centre’s, while the result is up for signing, and names the day', async () => {
    const appealId = await handled(world);
    const attempt = { appealId, means: 'TELEPHONE' };
    expect(await world.officer('clerk').does('recordContactAttempt', attempt)).toMatchObject({ rule: 'entry.stage' });
    await handler().does('proposeResult', { appealId, ...result });
    expect(await handler().does('recordContactAttempt', attempt)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.officer('north-clerk').does('recordContactAttempt', attempt)).toMatchObject({ code: null });
    expect(await historyOf(world, appealId, 'ContactAttempted')).toMatchObject([
      { by: { person: 'north-clerk' }, data: { on: '2026-03-02', means: 'TELEPHONE' } },
    ]);
    expect((await stateOf(world, appealId))?.contactDays).toEqual(['2026-03-02']);
  });
});
