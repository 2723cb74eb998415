// Promise: a matter goes to a unit of its level and place, never to one below, whatever kind of unit is recorded at which level.
import type { Unit } from '@daqidi/directory';
import type { Level } from '@daqidi/schemas';
import { existsOn, takesAtLevel, takesFromLevel } from '../src/index.js';

const regionPath = ['d', 't', 'v'];
const unit = (kind: Unit['kind'], level: Level, regionId = 'd') => ({ kind, level, regionId });
const levels: readonly Level[] = ['VILLAGE', 'TOWNSHIP', 'DISTRICT'];

test('a village committee takes village matters only, also where it is recorded at the district', () => {
  for (const recorded of levels)
    for (const level of levels) {
      const matter = { level, regionPath };
      expect(takesAtLevel(unit('VILLAGE_COMMITTEE', recorded), matter)).toBe(recorded === 'VILLAGE' && level === 'VILLAGE');
    }
});

test('each level has its own units', () => {
  const matter = (level: Level) => ({ level, regionPath });
  expect(takesAtLevel(unit('DEPARTMENT', 'DISTRICT'), matter('DISTRICT'))).toBe(true);
  expect(takesAtLevel(unit('DEPARTMENT', 'DISTRICT'), matter('TOWNSHIP'))).toBe(false);
  expect(takesAtLevel(unit('TOWNSHIP_GOVERNMENT', 'TOWNSHIP', 't'), matter('TOWNSHIP'))).toBe(true);
  expect(takesAtLevel(unit('SERVICE_CENTRE', 'TOWNSHIP', 't'), matter('TOWNSHIP'))).toBe(true);
  expect(takesAtLevel(unit('TOWNSHIP_GOVERNMENT', 'TOWNSHIP', 'elsewhere'), matter('TOWNSHIP'))).toBe(false);
});

test('who hands out goes up, never down', () => {
  const matter = { level: 'TOWNSHIP', regionPath } as const;
  expect(takesFromLevel(unit('DEPARTMENT', 'DISTRICT'), matter)).toBe(true);
  expect(takesFromLevel(unit('TOWNSHIP_GOVERNMENT', 'TOWNSHIP', 't'), matter)).toBe(true);
  expect(takesFromLevel(unit('VILLAGE_COMMITTEE', 'VILLAGE', 'v'), matter)).toBe(false);
});

test('what is dated exists from its first day to its last', () => {
  const dated = { validFrom: '2021-01-01', validTo: '2026-03-01' };
  expect(['2020-12-31', '2021-01-01', '2026-03-01', '2026-03-02'].map((day) => existsOn(dated, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(existsOn({ ...dated, validTo: null }, '2099-01-01')).toBe(true);
});
