// A copy of the directory holds the highest version of everything, in whatever order it arrives, and answers by date.
import { type EventEnvelope, sealEvents } from '@daqidi/events';
import fc from 'fast-check';
import { createDirectoryCopy } from '../src/index.js';

const noon = Date.parse('2026-03-02T04:00:00.000Z');

/** The versions of one thing, as events of its own stream. */
const stated = (type: string, id: string, states: readonly object[]): readonly EventEnvelope[] =>
  sealEvents({
    service: 'assignment',
    stream: `assignment:${type.toLowerCase()}:${id}`,
    key: id,
    after: { seq: 0, hash: null, time: null },
    events: states.map((data) => ({ type, v: 1, data })),
    actor: { person: 'system', post: null },
    now: noon,
    correlationId: 'C1',
  });

const unit = (id: string, parentId: string | null, name = id) => ({
  id,
  name,
  kind: 'DEPARTMENT',
  level: 'DISTRICT',
  regionId: '511902',
  parentId,
  validFrom: '2021-01-01',
  validTo: null,
});

const post = (id: string, given: object = {}) => ({
  id,
  role: 'HANDLER',
  office: null,
  unitId: 'u-1',
  regionId: '511902',
  personId: `person-${id}`,
  from: '2026-01-01',
  to: null,
  acting: false,
  ...given,
});

const policy = (number: number, effectiveFrom: string) => ({ number, effectiveFrom });

const copyOf = (events: readonly EventEnvelope[]) => {
  const copy = createDirectoryCopy();
  for (const event of events) copy.take(event);
  return copy;
};

test('the highest version wins, in any order, however often it comes', () => {
  const events = [
    ...stated('UnitStated', 'u-1', [unit('u-1', null, 'one'), unit('u-1', null, 'two'), unit('u-1', null, 'three')]),
    ...stated('UnitStated', 'u-2', [unit('u-2', 'u-1', 'below')]),
    ...stated('RegionStated', '511902', [{ id: '511902', nameZh: '巴州区' }]),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }), (order) => {
      const copy = copyOf(order);
      expect(copy.unit('u-1')?.name).toBe('three');
      expect(
        copy
          .units()
          .map(({ id }) => id)
          .toSorted(),
      ).toStrictEqual(['u-1', 'u-2']);
      expect(copy.regions()).toHaveLength(1);
      expect(copy.region('none')).toBeUndefined();
    }),
  );
});

test('units under a unit: itself and everything subordinate, as it is now', () => {
  const copy = copyOf(
    ['a', 'b', 'c', 'd'].flatMap((id, index, all) => stated('UnitStated', id, [unit(id, all[index - 1] ?? null)])),
  );
  expect(copy.unitsUnder('b').toSorted()).toStrictEqual(['b', 'c', 'd']);
  expect(copy.unitsUnder('unknown')).toStrictEqual(['unknown']);
  const [, moved] = stated('UnitStated', 'd', [unit('d', 'c'), unit('d', 'a')]);
  copy.take(moved as EventEnvelope);
  expect(copy.unitsUnder('b').toSorted()).toStrictEqual(['b', 'c']);
  expect(copy.unitsUnder('a').toSorted()).toStrictEqual(['a', 'b', 'c', 'd']);
});

test('two units that change places are above each other for a moment', () => {
  const [before, after] = stated('UnitStated', 'b', [unit('b', null), unit('b', 'a')]);
  const copy = copyOf([...stated('UnitStated', 'a', [unit('a', 'b')]), before as EventEnvelope, after as EventEnvelope]);
  expect(copy.unitsUnder('a').toSorted()).toStrictEqual(['a', 'b']);
});

test('posts are held from their first to their last day in Asia/Shanghai', () => {
  const copy = copyOf([
    ...stated('PostStated', 'p1', [post('p1', { to: '2026-03-02' })]),
    ...stated('PostStated', 'p2', [post('p2', { from: '2026-03-03', personId: 'person-p1', role: 'MAIN_LEADER' })]),
    ...stated('PostStated', 'p3', [post('p3', { unitId: 'u-2' })]),
  ]);
  const at = (moment: string) => copy.holders('u-1', 'HANDLER', Date.parse(moment)).map(({ id }) => id);
  expect(at('2026-03-02T15:59:59.999Z')).toStrictEqual(['p1']);
  expect(at('2026-03-02T16:00:00.000Z')).toStrictEqual([]);
  expect(at('2025-12-31T15:59:59.999Z')).toStrictEqual([]);
  expect(copy.holders('u-1', 'MAIN_LEADER', Date.parse('2026-03-02T16:00:00.000Z')).map(({ id }) => id)).toStrictEqual(['p2']);
  expect(
    copy
      .postsIn('511902', 'HANDLER', noon)
      .map(({ id }) => id)
      .toSorted(),
  ).toStrictEqual(['p1', 'p3']);
  expect(
    copy
      .postsOf('person-p1')
      .map(({ id }) => id)
      .toSorted(),
  ).toStrictEqual(['p1', 'p2']);
  expect([copy.postsOf('nobody'), copy.post('none')]).toStrictEqual([[], undefined]);
});

test('an office has its unit also while nobody holds it: of whoever holds or held it last', () => {
  const [first, vacant] = stated('PostStated', 'p1', [
    post('p1', { unitId: 'u-old', to: '2026-01-31' }),
    post('p1', { to: '2026-02-28' }),
  ]);
  const copy = copyOf([first as EventEnvelope, ...stated('PostStated', 'p2', [post('p2', { unitId: 'u-2', to: '2026-02-01' })])]);
  expect(copy.officeOf('511902', 'HANDLER')).toBe('u-2');
  copy.take(vacant as EventEnvelope);
  expect(copy.officeOf('511902', 'HANDLER')).toBe('u-1');
  expect([copy.officeOf('511902', 'AUDITOR'), copy.officeOf('none', 'HANDLER')]).toStrictEqual([null, null]);
});

test('a post that moves on is no longer found where it was', () => {
  const [first, second] = stated('PostStated', 'p1', [post('p1'), post('p1', { unitId: 'u-2', personId: 'other' })]);
  const copy = copyOf([first as EventEnvelope]);
  expect(copy.holders('u-1', 'HANDLER', noon)).toHaveLength(1);
  copy.take(second as EventEnvelope);
  expect([copy.holders('u-1', 'HANDLER', noon).length, copy.postsOf('person-p1').length]).toStrictEqual([0, 0]);
  expect(copy.holders('u-2', 'HANDLER', noon)[0]?.personId).toBe('other');
});

test('the policy in force is that of the last day that has come in Asia/Shanghai, and of one day the later version', () => {
  const copy = copyOf([
    ...stated('PolicyStated', '3', [policy(3, '2027-01-01')]),
    ...stated('PolicyStated', '1', [policy(1, '2021-04-01')]),
    ...stated('PolicyStated', '2', [policy(2, '2026-03-02')]),
  ]);
  expect(copy.policy(Date.parse('2026-03-01T15:59:59.999Z')).number).toBe(1);
  expect(copy.policy(Date.parse('2026-03-01T16:00:00.000Z')).number).toBe(2);
  expect(copy.policy(Date.parse('2026-12-31T16:00:00.000Z')).number).toBe(3);
  // What is stated later for an earlier day takes nothing from what was announced.
  for (const event of stated('PolicyStated', '4', [policy(4, '2026-05-01')])) copy.take(event);
  expect(copy.policy(Date.parse('2026-05-01T04:00:00.000Z')).number).toBe(4);
  expect(copy.policy(Date.parse('2026-12-31T16:00:00.000Z')).number).toBe(3);
  for (const event of stated('PolicyStated', '5', [policy(5, '2027-01-01')])) copy.take(event);
  expect(copy.policy(Date.parse('2026-12-31T16:00:00.000Z')).number).toBe(5);
  expect(() => copy.policy(Date.parse('2020-01-01T00:00:00.000Z'))).toThrow(/no policy numbers are in force on 2020-01-01/);
  expect([copy.policyVersion(2)?.number, copy.policyVersion(9)]).toStrictEqual([2, undefined]);
});

test('the calendar is that of the holiday lists, the last statement about each year', () => {
  const list = (year: number, number: number, daysOff: readonly string[], provisional: boolean) => ({
    year,
    number,
    daysOff,
    makeUpDays: [],
    provisional,
  });
  const [first, second, other] = stated('HolidayListStated', 'holidays', [
    list(2026, 1, ['2026-03-03'], true),
    list(2026, 2, ['2026-03-04'], false),
    list(2025, 1, [], false),
  ]);
  const copy = copyOf([first as EventEnvelope]);
  expect(copy.calendar().dueAfter('2026-03-02', 1)).toMatchObject({ on: '2026-03-04', provisional: true });
  for (const event of [second, first, other]) copy.take(event as EventEnvelope);
  expect(copy.calendar().dueAfter('2026-03-02', 2)).toMatchObject({ on: '2026-03-05', provisional: false });
  expect(copy.calendar().dueAfter('2027-03-02', 1).provisional).toBe(true);
  expect(copy.holidayLists().map(({ year, number }) => [year, number])).toStrictEqual([
    [2025, 1],
    [2026, 2],
  ]);
});

test('what is none of its business is passed over', () => {
  const copy = copyOf(stated('SomethingElse', 'x', [{ id: 'x' }]));
  expect(copy.units()).toStrictEqual([]);
});
