// Promise: on the morning of a working day each officer for whom something waits is told how much, once, as much as his own desk counts; later in
// the day what has come to him since, not more often than the policy says; never what it is, never on days off or at night, and nobody barred.
import type { Notice } from '@daqidi/service';
import { places } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

/** Tuesday morning, Asia/Shanghai. */
const early = '2026-03-03T00:29:00.000Z';
const digest = '2026-03-03T00:30:00.000Z';

const told = (person: string): readonly Notice[] => world.notices().filter(({ account }) => account === person);
const desk = async (person: string, filter: object = {}): Promise<number> => {
  const { data } = await world
    .officer(person)
    .asks('query($filter: CaseFilter) { caseCounts(filter: $filter) { count } }', { filter: { mine: true, ...filter } });
  return (data as { caseCounts: readonly { count: number }[] }).caseCounts.reduce((sum, { count }) => sum + count, 0);
};
const waitingAtVillage = async (change: object = {}): Promise<string> => {
  const { id } = await submit(world, { regionId: places.northVillage, ...change });
  await world.hears('triage', 'AppealAccepted', id);
  return id;
};
const handled = async (): Promise<string> => {
  const id = await waitingAtVillage();
  await world.hears('assignment', 'EntryOpened', id);
  await world.hears('assignment', 'EntryAssigned', id, { unitId: 'u-north', unitPath: ['u-north', 'u-group'] });
  return id;
};

it('in the morning, as much as his desk counts, once, and nothing of what it is', async () => {
  await waitingAtVillage();
  await waitingAtVillage();
  await handled();
  await world.until(early);
  expect(told('north-village-reviewer')).toStrictEqual([]);
  await world.until(digest);
  const counts = { 'north-village-reviewer': 2, 'north-handler': 1 };
  for (const [person, count] of Object.entries(counts)) {
    expect(await desk(person)).toBe(count);
    expect(told(person)).toMatchObject([{ channel: 'MESSENGER', textZh: expect.stringContaining(`今日待办 ${count} 件`) }]);
  }
  expect(told('south-handler')).toStrictEqual([]);
  await world.until('2026-03-03T00:31:00.000Z');
  expect(told('north-handler')).toHaveLength(1);
  for (const { textZh, textEn } of world.notices().filter(({ account }) => account?.includes('-')))
    expect(`${textZh}${textEn}`).not.toMatch(/511902|路灯|村|north/);
});

it('what is overdue and due soon is said as the lists say it', async () => {
  await handled();
  await world.until('2026-04-07T00:30:00.000Z');
  const overdue = await desk('north-handler', { overdue: true });
  expect(overdue).toBe(1);
  expect(told('north-handler').at(-1)?.textZh).toContain('今日待办 1 件,其中三个工作日内到期 0 件,已超期 1 件');
});

it('later in the day what came to him since, not more often than every quarter of an hour', async () => {
  await world.until(digest);
  await world.until('2026-03-03T00:40:00.000Z');
  await handled();
  await handled();
  expect(told('north-handler')).toStrictEqual([]);
  await world.until('2026-03-03T00:45:00.000Z');
  expect(told('north-handler')).toMatchObject([{ textZh: expect.stringContaining('有 2 件新到') }]);
  await world.until('2026-03-03T01:00:00.000Z');
  expect(told('north-handler')).toHaveLength(1);
});

it('not at night, not on days off; on Monday all that waits', async () => {
  await world.until('2026-03-06T12:00:00.000Z');
  await handled();
  await world.until('2026-03-08T02:00:00.000Z');
  expect(told('north-handler')).toStrictEqual([]);
  await world.until('2026-03-09T00:30:00.000Z');
  expect(told('north-handler')).toHaveLength(1);
});

it('nobody is told of a secret that he is barred from: with and without it he is told the same', async () => {
  await handled();
  const id = await waitingAtVillage({ accusedUnitIds: ['u-north'], accusedSince: 2025 });
  await world.hears('assignment', 'EntryOpened', id);
  await world.until(digest);
  expect(told('north-handler')).toMatchObject([{ textZh: expect.stringContaining('今日待办 1 件') }]);
  expect(told('letters-1').length + told('letters-2').length).toBeGreaterThan(0);
});

it('a panel member is told that his opinion is missing, once, and not of what', async () => {
  const id = await waitingAtVillage();
  await world.hearsAgain(await world.hears('triage', 'OpinionsAwaited', id));
  for (const person of ['north-2', 'north-3'])
    expect(told(person)).toMatchObject([{ channel: 'MESSENGER', textZh: expect.stringContaining('待您发表复核意见') }]);
  expect(JSON.stringify(told('north-2'))).not.toMatch(/511902|路灯/);
});

it('the auditor reads that officers were reminded, of the auditor himself the discipline commission does', async () => {
  await handled();
  await world.until(digest);
  const listed = async (person: string) => {
    const { data } = await world.officer(person).asks('{ notices { edges { node { kind officer { id } appeal { id } } } } }');
    return (data as { notices: { edges: { node: { kind: string } }[] } } | null)?.notices.edges.map(({ node }) => node);
  };
  expect(await listed('auditor')).toContainEqual({ kind: 'DIGEST', officer: { id: 'north-handler' }, appeal: null });
  expect(JSON.stringify(world.said('*').filter(({ type }) => type === 'NoticeDue'))).not.toMatch(/"mine"|"count"/);
});
