// A registered query whose shape its index does not serve is named with the reason, before anything is asked of a database.
import { assertQueriesFit, type QuerySpec, queryMisfit } from '../src/index.js';

const indexes = {
  list: { keys: { seenBy: 1, place: 1, order: -1, status: 1, unit: 1 } },
  facets: { keys: { _id: 1, channel: 1 } },
} as const;

const fitting: readonly QuerySpec[] = [
  { index: 'list', equals: [] },
  { index: 'list', equals: ['seenBy'] },
  { index: 'list', equals: ['place', 'seenBy'] },
  { index: 'list', equals: ['seenBy'], narrows: ['place', 'status'] },
  { index: 'list', equals: ['seenBy'], sort: { place: 1 }, narrows: ['unit'] },
  { index: 'list', equals: ['seenBy', 'place'], sort: { order: -1 }, narrows: ['status', 'unit'] },
  { index: 'list', equals: ['seenBy', 'place'], sort: { order: 1 } },
  { index: 'list', equals: ['seenBy'], sort: { place: 1 }, narrows: ['unit', 'channel'] },
];

const misfits: readonly (readonly [QuerySpec, RegExp])[] = [
  [{ index: 'none', equals: [] }, /no index "none"/],
  [{ index: 'list', equals: ['place'] }, /does not begin with place/],
  [{ index: 'list', equals: ['seenBy', 'order'] }, /does not begin with seenBy, order/],
  [{ index: 'list', equals: ['seenBy', 'place', 'order', 'status', 'unit', 'more'] }, /does not begin/],
  [{ index: 'list', equals: ['seenBy'], sort: { order: -1 } }, /does not go on with its sort field order/],
  [{ index: 'list', equals: ['seenBy', 'place'], sort: { order: -1, status: 1 } }, /sorts by one field/],
  [{ index: 'list', equals: ['seenBy', 'place'], sort: { order: -1 }, narrows: ['seenBy'] }, /does not hold seenBy/],
  [{ index: 'list', equals: ['seenBy', 'place'], narrows: ['colour'] }, /does not hold colour/],
];

test('fitting queries are accepted', () => {
  for (const query of fitting) expect(queryMisfit(query, indexes), JSON.stringify(query)).toBeNull();
});

test('others are refused with the reason', () => {
  for (const [query, reason] of misfits) {
    expect(queryMisfit(query, indexes) ?? '').toMatch(reason);
    expect(() => assertQueriesFit('things', { q: query }, indexes)).toThrow(reason);
  }
});
