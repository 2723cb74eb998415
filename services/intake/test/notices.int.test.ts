// Promise: petitioners are told of each step that concerns them, once, by what reaches them or as they chose, never at night, never what the
// matter is; what cannot be handed over is tried again and given up in the end; whoever delivers it says what became of it; its overseer reads
// that it was sent, and nobody who is barred from the case.
import type { Notice } from '@daqidi/service';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

const details = { name: '张三', telephone: '13812341234', address: '北街1号' };
const night = '2026-03-02T14:30:00.000Z';
const morning = '2026-03-03T00:00:00.000Z';

const told = (): readonly Notice[] => world.notices();
const choose = (appealId: string, choice: string, who = world.petitioner('zhang')) =>
  who.does('chooseNotices', { appealId, choice });
interface Shown {
  readonly kind: string;
  readonly stepZh: string | null;
  readonly channel: string;
  readonly status: string;
  readonly attempts: number;
  readonly appeal: { readonly id: string } | null;
}
const fields = 'kind stepZh stepEn channel status attempts sentAt deliveredAt openedAt recipient officer { id } appeal { id }';
const listed = async (person: string): Promise<readonly Shown[]> => {
  const { data } = await world.officer(person).asks(`{ notices { edges { node { ${fields} } } } }`, {});
  return (data as { notices: { edges: { node: Shown }[] } } | null)?.notices.edges.map(({ node }) => node) ?? [];
};
const ofCase = async (id: string, who = world.petitioner('zhang')) => {
  const { data } = await who.asks(`query($id: ID!) { appeal(id: $id) { notices { ${fields} } } }`, { id });
  return (data as { appeal: { notices: readonly Shown[] } | null }).appeal?.notices;
};

it('tells each step that concerns him in the words of the timeline, once, however often it is heard', async () => {
  const { id, unifiedCode } = await submit(world, { petitioner: details });
  await world.hears('triage', 'AppealAccepted', id);
  const passed = await world.hears('triage', 'ScreeningPassed', id);
  await world.hearsAgain(passed);
  expect(told().map(({ channel, telephone, textZh }) => [channel, telephone, textZh])).toStrictEqual([
    ['SMS', details.telephone, expect.stringContaining('您的诉求已收到')],
    ['SMS', details.telephone, expect.stringContaining('初审通过')],
  ]);
  for (const { textZh, textEn } of told()) {
    expect(textZh).toContain(unifiedCode);
    expect(`${textZh}${textEn}`).not.toMatch(/路灯|张三|北街|查询码:/);
  }
  expect(await ofCase(id)).toMatchObject([
    { kind: 'STEP', stepZh: '初审通过,已进入复核。', status: 'SENT', attempts: 1, channel: 'SMS' },
    { kind: 'STEP', stepEn: 'We have received your appeal.', status: 'SENT', attempts: 1, channel: 'SMS' },
  ]);
  expect(JSON.stringify(world.said('*'))).not.toContain(details.telephone);
});

it('by the messenger without a telephone, by letter where nothing else is known and it matters, else not at all', async () => {
  const account = await submit(world);
  await world.hears('triage', 'AppealAccepted', account.id);
  expect(told()).toMatchObject([{ channel: 'MESSENGER', account: 'zhang', telephone: null }]);
  const atWindow = await submit(
    world,
    { petitioner: { ...details, telephone: null }, channel: 'LETTER' },
    world.officer('clerk'),
  );
  await world.hears('triage', 'AppealAccepted', atWindow.id);
  await world.hears('triage', 'ScreeningPassed', atWindow.id);
  expect((await ofCase(atWindow.id, world.officer('clerk')))?.map(({ kind }) => kind)).toStrictEqual(['CODES']);
  await world.hears('triage', 'AppealDismissed', atWindow.id);
  expect(told().at(-1)).toMatchObject({ channel: 'LETTER', address: details.address, telephone: null });
});

it('as he chose: by letter, or nothing but what concerns his codes', async () => {
  const { id, queryCode } = await submit(world, { petitioner: details });
  expect(await choose(id, 'LETTER')).toMatchObject({ code: null });
  await world.hears('triage', 'AppealAccepted', id);
  await world.hears('triage', 'ScreeningPassed', id);
  expect(told().at(-1)).toMatchObject({ channel: 'LETTER', address: details.address });
  const byCode = await world.anybody().does('chooseNotices', { appealId: id, choice: 'NONE', queryCode });
  expect(byCode).toMatchObject({ code: null });
  const before = told().length;
  await world.hears('triage', 'AppealDismissed', id);
  expect(told()).toHaveLength(before);
  expect(await choose(id, 'SMS', world.petitioner('li'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await choose(id, 'SMS', world.officer('clerk'))).toMatchObject({ code: 'FORBIDDEN' });
  const { id: other } = await submit(world);
  expect(await choose(other, 'SMS')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'notice.reach' });
});

it('at night it waits for the morning; his codes do not', async () => {
  await world.until(night);
  const { id } = await submit(world, { petitioner: details });
  expect(told()).toStrictEqual([]);
  expect(await ofCase(id)).toMatchObject([{ status: 'WAITING', attempts: 0 }]);
  await submit(world, { petitioner: { name: '李四', telephone: '13912345678' } }, world.officer('clerk'));
  expect(told()).toMatchObject([{ telephone: '13912345678', textZh: expect.stringContaining('查询码') }]);
  await world.until(morning);
  expect(told()).toMatchObject([{ telephone: '13912345678' }, { telephone: details.telephone }]);
});

it('what cannot be handed over is tried again, later each time, and given up as the policy says', async () => {
  let attempts = 0;
  world.refuseNotices(() => {
    attempts += 1;
    return true;
  });
  const { id } = await submit(world, { petitioner: details });
  expect(attempts).toBe(1);
  expect(await ofCase(id)).toMatchObject([{ status: 'WAITING', attempts: 1 }]);
  await world.until('2026-03-02T02:01:00.000Z');
  expect(attempts).toBe(2);
  await world.until('2026-03-02T02:02:59.000Z');
  expect(attempts).toBe(2);
  for (let hour = 3; attempts < 30; hour += 1) await world.until(new Date(Date.UTC(2026, 2, 2, hour, 30)).toISOString());
  expect(await ofCase(id)).toMatchObject([{ status: 'GIVEN_UP', attempts: 30 }]);
  await world.until('2026-03-09T02:00:00.000Z');
  expect([attempts, told()]).toStrictEqual([30, []]);
});

it('who delivers it says by its receipt what became of it; nobody else can', async () => {
  const { id } = await submit(world, { petitioner: details });
  const report = (receipt: string, what: string) => world.anybody().does('reportNotice', { receipt, what }, 'status');
  const receipt = told()[0]?.receipt ?? '';
  expect(await report(`${receipt.slice(0, -1)}!`, 'DELIVERED')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await report('nothing', 'DELIVERED')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await report(receipt, 'DELIVERED')).toMatchObject({ code: null, data: { status: 'DELIVERED' } });
  expect(await report(receipt, 'DELIVERED')).toMatchObject({ code: null, data: { status: 'DELIVERED' } });
  expect(await report(receipt, 'OPENED')).toMatchObject({ code: null, data: { status: 'OPENED' } });
  expect(await report(receipt, 'DELIVERED')).toMatchObject({ code: null, data: { status: 'OPENED' } });
  expect(await ofCase(id)).toMatchObject([{ status: 'OPENED' }]);
});

it('the auditor reads who was told; of a case that he is barred from, nothing', async () => {
  const { id } = await submit(world, { petitioner: details });
  expect(await listed('auditor')).toMatchObject([{ kind: 'STEP', status: 'SENT', recipient: 'PETITIONER' }]);
  expect(await listed('clerk')).toStrictEqual([]);
  const secret = await submit(world, { petitioner: details, accusedUnitIds: ['u-group'], accusedSince: 2025 });
  expect((await listed('auditor')).map(({ appeal }) => appeal?.id ?? null)).not.toContain(secret.id);
  expect(await listed('auditor')).toHaveLength(1);
  expect(await ofCase(id)).toHaveLength(1);
});
