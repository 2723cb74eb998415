// Promise: a list that looked at too much says so by a rule; totals are counted once, and only where they are asked for.
import { DaqidiError } from '@daqidi/runtime';
import type { Collection } from '@daqidi/store';
import { dueBy, readPage, totals } from '../src/index.js';

interface Thing {
  readonly _id: string;
}

const open = (complete: boolean) => {
  let counts = 0;
  const page = readPage<Thing>({
    tools: { refusal: (rule) => new DaqidiError('RULE_VIOLATION', { rule }) },
    list: 'things',
    collection: {
      page: async () => ({ documents: [{ _id: 'a' }], complete }),
      total: async () => {
        counts += 1;
        return { total: 10_000, exact: false };
      },
    } as unknown as Collection<Thing>,
    query: 'all',
    scope: { sees: ['x'], is: [] },
    where: {},
    first: 20,
    after: null,
    keyOf: ({ _id }) => _id,
  });
  return { page, counted: () => counts };
};

it('asks for a narrower period where too many rows had to be looked at', async () => {
  await expect(open(false).page).rejects.toMatchObject({ code: 'RULE_VIOLATION', rule: 'list.narrow' });
});

it('counts once, and only where somebody asks', async () => {
  const { page, counted } = open(true);
  const read = await page;
  expect([read.edges.length, counted()]).toEqual([1, 0]);
  expect([await totals.total(read), await totals.totalIsExact(read), counted()]).toEqual([10_000, false, 1]);
});

it('what is overdue is due before the moment of reading, and what is asked for besides narrows that', () => {
  const now = Date.parse('2026-03-02T02:00:00.000Z');
  expect(dueBy({}, now)).toBeNull();
  expect(dueBy({ overdue: false }, now)).toBeNull();
  expect(dueBy({ overdue: true }, now)).toBe('2026-03-02T02:00:00.000Z');
  expect(dueBy({ overdue: true, dueBefore: '2026-03-01T00:00:00Z' }, now)).toBe('2026-03-01T00:00:00.000Z');
  expect(dueBy({ overdue: true, dueBefore: '2026-04-01T00:00:00Z' }, now)).toBe('2026-03-02T02:00:00.000Z');
});
