// Promise: a mixed appeal is split only as its petitioner approves; the ordinary matter is born once, as if it had been handed in alone,
// and nothing of it tells of the complaint, which alone knows the link.
import { accusing } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, stateOf, submit, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const letters = (person = 'letters-1') => world.officer(person);
const texts = { complaintText: '镇干部收取费用不开票据。', ordinaryText: '村口的路灯坏了,请修复。' };
const restricted = { accusedUnitIds: ['u-north'], accusedSince: 2024 };
const details = { name: '张三', telephone: '13812341234' };

/** A restricted appeal under review. */
const mixed = async (change: object = {}, by = zhang()) => {
  const submitted = await submit(world, { ...restricted, petitioner: details, ...change }, by);
  await world.hears('triage', 'AppealAccepted', submitted.id, { desk: 'LETTERS', ...accusing('u-north') });
  return submitted;
};
const proposed = async (change?: object, by?: ReturnType<typeof zhang>) => {
  const submitted = await mixed(change, by);
  expect(await letters().does('splitAppeal', { appealId: submitted.id, ...texts })).toMatchObject({ code: null });
  return submitted;
};
const read =
  'query($id: ID!) { appeal(id: $id) { split { status complaintText ordinaryText ordinary { id unifiedCode restricted } } } }';
interface Seen {
  readonly status: string;
  readonly ordinary: { readonly id: string; readonly unifiedCode: string } | null;
}
const splitFor = async (who: ReturnType<typeof zhang>, id: string): Promise<Seen | null | undefined> =>
  ((await who.asks(read, { id })).data as { readonly appeal: { readonly split: Seen | null } | null }).appeal?.split;

describe('a proposal to split', () => {
  it('is the letters office’s, of a restricted appeal under review, one at a time', async () => {
    const { id: appealId } = await mixed();
    expect(await letters('inspector').does('splitAppeal', { appealId, ...texts })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await zhang().does('splitAppeal', { appealId, ...texts })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await letters().does('splitAppeal', { appealId, ...texts })).toMatchObject({ code: null });
    expect(await letters().does('splitAppeal', { appealId, ...texts })).toMatchObject({ rule: 'split.open' });
    expect(JSON.stringify(world.said(appealId))).not.toMatch(/路灯|票据/);

    const { id: open } = await submit(world);
    await world.hears('triage', 'AppealAccepted', open);
    expect(await letters().does('splitAppeal', { appealId: open, ...texts })).toMatchObject({ code: 'FORBIDDEN' });
    const { id: gone } = await mixed();
    await world.hears('assignment', 'EntryOpened', gone);
    expect(await letters().does('splitAppeal', { appealId: gone, ...texts })).toMatchObject({ rule: 'split.custody' });
  });

  it('falls with the petitioner’s refusal, which says why, and lapses with his silence', async () => {
    const { id: appealId } = await proposed();
    expect(await zhang().does('decideSplit', { appealId, approves: false })).toMatchObject({ rule: 'split.reason' });
    expect(await zhang().does('decideSplit', { appealId, approves: false, reason: '应作为一件办理。' })).toMatchObject({
      code: null,
    });
    expect(await zhang().does('decideSplit', { appealId, approves: true })).toMatchObject({ rule: 'split.none' });
    expect(await letters().does('splitAppeal', { appealId, ...texts })).toMatchObject({ code: null });
    await world.until(new Date(world.clock.now() + 20 * 86_400_000).toISOString());
    expect(typesSaid(world, appealId).at(-1)).toBe('SplitLapsed');
    expect(await splitFor(zhang(), appealId)).toMatchObject({ status: 'LAPSED', ordinary: null });
  });
});

describe('approved', () => {
  it('the ordinary matter is an appeal of its own, once, that looks as if it had been handed in alone', async () => {
    const { id: appealId } = await proposed();
    const before = world.said('*').length;
    const approval = { requestId: 'approve-once', appealId, approves: true };
    await zhang().does('decideSplit', approval);
    const approved = world.said(appealId).at(-1);
    if (approved === undefined) throw new Error('nothing was said');
    await world.hearsAgain(approved);
    const births = world
      .said('*')
      .slice(before)
      .filter(({ type }) => type === 'AppealSubmitted');
    expect(births).toHaveLength(1);
    const [birth] = births;
    const original = world.said(appealId)[0];
    expect(birth).toMatchObject({
      actor: { person: 'zhang', post: null },
      data: { channel: 'WINDOW', restricted: false, barred: [], petitioner: { personId: 'zhang' }, accused: { units: [] } },
    });
    expect(birth?.key).not.toBe(appealId);
    // Neither the case nor its code, nor what was asked about it, is named by anything of the other.
    const unifiedCode = (await stateOf(world, appealId))?.submitted?.unifiedCode ?? '?';
    const named = [appealId, unifiedCode, approved.id, approved.correlationId];
    for (const each of named) expect(JSON.stringify(birth)).not.toContain(each);
    expect(Object.keys(birth ?? {}).sort()).toEqual(Object.keys(original ?? {}).sort());
    const ordinary = (await splitFor(zhang(), appealId))?.ordinary;
    expect(ordinary).toMatchObject({ id: birth?.key, restricted: false });
    const content = 'query($id: ID!) { appeal(id: $id) { content petitioner { name } } }';
    expect((await world.officer('clerk').asks(content, { id: birth?.key })).data).toEqual({
      appeal: { content: texts.ordinaryText, petitioner: { name: '张*' } },
    });
  });

  it('the link is the petitioner’s and the tracks’ to see, and nobody’s else', async () => {
    const { id: appealId } = await proposed();
    await zhang().does('decideSplit', { appealId, approves: true });
    await world.hears('assignment', 'EntryAssigned', appealId, { unitId: 'u-south', unitPath: ['u-south', 'u-group'] });
    for (const person of ['letters-1', 'inspector'])
      expect((await splitFor(world.officer(person), appealId))?.ordinary?.id).toEqual(expect.any(String));
    expect(await splitFor(world.officer('south-handler'), appealId)).toBeNull();
    expect(await splitFor(world.officer('north-handler'), appealId)).toBeUndefined();
    const ordinary = (await splitFor(zhang(), appealId))?.ordinary?.id ?? '';
    expect(await splitFor(world.officer('letters-1'), ordinary)).toBeNull();
  });

  it('by query code, through somebody who neither proposed it nor took the case in; the new codes go the same way', async () => {
    const { id: appealId } = await proposed({}, world.officer('clerk'));
    const [, queryCode] = world.notices().flatMap(({ textZh }) => /查询码:([0-9A-Z-]{19})/.exec(textZh) ?? []);
    const approves = (person: string, change: object = {}) =>
      letters(person).does('decideSplit', { appealId, approves: true, ...change });
    expect(await approves('letters-1', { queryCode })).toMatchObject({ rule: 'countersign.recorder' });
    expect(await approves('letters-2')).toMatchObject({ rule: 'countersign.code' });
    const told = world.notices().length;
    expect(await approves('letters-2', { queryCode })).toMatchObject({ code: null });
    const [notice, ...more] = world
      .notices()
      .slice(told)
      .filter(({ textZh }) => textZh.includes('查询码:'));
    expect(more).toEqual([]);
    const ordinary = (await splitFor(world.officer('letters-1'), appealId))?.ordinary;
    expect(notice).toMatchObject({ telephone: details.telephone, textZh: expect.stringContaining(ordinary?.unifiedCode ?? '?') });
    expect((await stateOf(world, ordinary?.id ?? ''))?.takenInBy).toBeNull();
  });
});
