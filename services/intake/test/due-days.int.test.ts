// Promise: what was due on a day, and what was past its due date when a day began, is found afterwards too, however the services are
// heard: the figures of yesterday are counts of lists, and no case is counted twice in one.
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

const endOf = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T15:59:59.999Z`;
/** The first moment of a day in Asia/Shanghai. */
const startOf = (day: number): string => `2026-03-${String(day - 1).padStart(2, '0')}T16:00:00.000Z`;
const clock = (day: number) => ({
  clock: {
    ...{ startedOn: '2026-03-02', workingDays: 3, dueSoonAt: endOf(day), dueAt: endOf(day) },
    ...{ provisional: false, policyVersion: 1 },
  },
});
const at = (day: number, hour = 2): void => {
  world.clock.set(`2026-03-${String(day).padStart(2, '0')}T0${hour}:00:00.000Z`);
};

const list = 'query($filter: CaseFilter) { cases(filter: $filter, first: 50) { edges { node { id } } } }';
const counts = 'query($filter: CaseFilter) { caseCounts(filter: $filter) { count } }';
/** What a filter finds, which is as much as it counts. */
const found = async (filter: object): Promise<readonly string[]> => {
  const reader = world.officer('letters-1');
  const { cases } = (await reader.asks(list, { filter })).data as { cases: { edges: readonly { node: { id: string } }[] } };
  const { caseCounts } = (await reader.asks(counts, { filter })).data as { caseCounts: readonly { count: number }[] };
  const ids = cases.edges.map(({ node }) => node.id);
  expect(caseCounts.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
  return ids.sort();
};
const dueOn = async (day: number) => ({
  left: await found({ dueFrom: startOf(day), dueBefore: startOf(day + 1) }),
  done: await found({ wasDueFrom: startOf(day), wasDueBefore: startOf(day + 1) }),
});
/** As it stood when the day began: what is late still, and what was caught up with since. */
const lateWhenBegan = async (day: number) =>
  [...(await found({ dueBefore: startOf(day) })), ...(await found({ caughtUpFrom: startOf(day) }))].sort();

const screened = async (day: number): Promise<string> => {
  const { id } = await submit(world);
  await world.hears('triage', 'AppealAccepted', id, clock(day));
  return id;
};

it('what was due today is told apart by what is left and what is done, and so is yesterday', async () => {
  at(3);
  const [left, done, early] = [await screened(5), await screened(5), await screened(5)];
  at(4);
  await world.hears('triage', 'ScreeningPassed', early, clock(12));
  at(5);
  await world.hears('triage', 'ScreeningPassed', done, clock(12));
  expect(await dueOn(5)).toEqual({ left: [left], done: [done] });
  at(6);
  expect(await dueOn(5)).toEqual({ left: [left], done: [done] });
  await world.hears('triage', 'ScreeningPassed', left, clock(12));
  expect(await dueOn(5)).toEqual({ left: [], done: [done, left].sort() });
});

it('what was late when the day began stays known when it was caught up with', async () => {
  at(3);
  const [late, caughtUp, onTime] = [await screened(4), await screened(4), await screened(4)];
  await world.hears('triage', 'ScreeningPassed', onTime, clock(12));
  at(5);
  expect(await lateWhenBegan(5)).toEqual([late, caughtUp].sort());
  await world.hears('triage', 'ScreeningPassed', caughtUp, clock(12));
  expect(await found({ overdue: true })).toEqual([late]);
  expect(await lateWhenBegan(5)).toEqual([late, caughtUp].sort());
  at(6);
  expect(await lateWhenBegan(6)).toEqual([late]);
});

it('a case is in one of the two lists where the next clock is due on the same day', async () => {
  at(3);
  const id = await screened(3);
  await world.hears('triage', 'ScreeningPassed', id, clock(3));
  expect(await dueOn(3)).toEqual({ left: [id], done: [] });
  await world.hears('triage', 'AppealAssessed', id);
  expect(await dueOn(3)).toEqual({ left: [], done: [id] });
});

it('a date that was derived anew is not the end of a clock', async () => {
  at(3);
  const id = await screened(4);
  at(5);
  await world.hears('triage', 'ClockRederived', id, { clock: 'SCREENING', deadline: { ...clock(9).clock } });
  expect(await dueOn(4)).toEqual({ left: [], done: [] });
  expect(await found({ caughtUpFrom: startOf(2) })).toEqual([]);
});

it('does not depend on which service was heard first', async () => {
  at(3);
  const begun = async () => (await submit(world)).id;
  const [one, other] = [await begun(), await begun()];
  const triage = async (id: string) => {
    at(3);
    await world.hears('triage', 'AppealAccepted', id, clock(4));
    at(5);
    await world.hears('triage', 'AppealAssessed', id);
  };
  const assignment = async (id: string) => {
    at(5);
    await world.hears('assignment', 'EntryOpened', id, clock(6));
    at(6, 3);
    await world.hears('assignment', 'EntryAssigned', id, clock(20));
  };
  await triage(one);
  await assignment(one);
  await assignment(other);
  await triage(other);
  at(6, 4);
  expect(await found({ caughtUpFrom: startOf(5) })).toEqual([one, other].sort());
  expect(await dueOn(6)).toEqual({ left: [], done: [one, other].sort() });
});
