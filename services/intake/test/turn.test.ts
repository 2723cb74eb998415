// Promise: whoever stands in for a vacant post finds what waits for it among his own turns, and nobody finds what somebody else is there for.

import { resolvePrincipal } from '@daqidi/identity';
import { createDistrict, places } from '@daqidi/service-testing';
import { noParts, turnOf } from '../src/domain/case-row.js';
import { type Surroundings, turnKey } from '../src/domain/turn.js';
import { turnKeysOf } from '../src/shared/turn-keys.js';

const now = Date.parse('2026-03-02T02:00:00.000Z');
const keysOf = (person: string, district = createDistrict()) =>
  turnKeysOf(district, resolvePrincipal({ sub: person, kind: 'OFFICER' }, district, now), now);
const without = (...people: readonly string[]) => {
  const district = createDistrict();
  for (const person of people) {
    const post = district.post(`post.${person}`);
    if (post === undefined) throw new Error(person);
    district.state({ post: { ...post, to: '2026-02-28' } });
  }
  return district;
};

it('a unit’s post has its unit’s turns, and those of units below that have nobody', () => {
  expect(keysOf('north-head')).toEqual(['person:north-head', 'MAIN_LEADER:u-north']);
  expect(keysOf('north-head', without('north-village-head'))).toEqual([
    'person:north-head',
    'MAIN_LEADER:u-north',
    'MAIN_LEADER:u-north-village',
  ]);
  // The township has a deputy of its own, the village and the south have none.
  expect(keysOf('north-deputy')).toEqual(['person:north-deputy', 'LEADER_IN_CHARGE:u-north', 'LEADER_IN_CHARGE:u-north-village']);
  expect(keysOf('group-deputy')).not.toContain('LEADER_IN_CHARGE:u-north-village');
  expect(keysOf('group-deputy')).toContain('LEADER_IN_CHARGE:u-south-village');
});

it('a centre reaches petitioners of its place and of those below that have no centre', () => {
  expect(keysOf('north-clerk')).toEqual([
    'person:north-clerk',
    `PETITIONER:${places.north}`,
    `PETITIONER:${places.northVillage}`,
    `PETITIONER:${places.northGrid}`,
  ]);
  expect(keysOf('clerk')).toEqual([
    'person:clerk',
    ...[places.district, places.south, places.southVillage].map((place) => `PETITIONER:${place}`),
  ]);
});

it('a desk has its own turns, and those of the desks next below it that are vacant', () => {
  expect(keysOf('north-1')).toEqual(['person:north-1', `TOWNSHIP_REVIEWER:${places.north}`]);
  expect(keysOf('secretary')).toEqual(['person:secretary', `SECRETARIAT:${places.district}`]);
  const vacant = without('letters-1', 'letters-2', 'letters-3');
  expect(keysOf('secretary', vacant)).toEqual([
    'person:secretary',
    `SECRETARIAT:${places.district}`,
    `LETTERS_OFFICER:${places.district}`,
  ]);
  expect(keysOf('inspector', vacant)).toEqual(['person:inspector', `DISCIPLINE_INSPECTOR:${places.district}`]);
});

it('of a restricted case, who acts for the letters office has its turns and reaches the petitioner', () => {
  const around: Surroundings = {
    regionPath: [places.district],
    letters: 'SECRETARIAT',
    unitId: 'u-north',
    seatOf: () => places.district,
    roleOf: (desk: string) => desk,
    orderAt: () => ['HANDLER', 'PETITIONER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'],
  };
  expect(turnKey({ desk: 'LETTERS' }, around)).toBe(`SECRETARIAT:${places.district}`);
  expect(turnKey({ signed: ['HANDLER'], since: '' }, around)).toBe(`SECRETARIAT:${places.district}`);
  expect(turnKey({ signed: ['HANDLER', 'PETITIONER'], since: '' }, around)).toBe('LEADER_IN_CHARGE:u-north');
  expect(turnKey({ signed: ['HANDLER', 'PETITIONER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'], since: '' }, around)).toBeNull();
});

it('what the petitioner asks for is whose turn it is: to open a closed case again, to withdraw from a unit', () => {
  const closed = {
    ...noParts,
    assignment: { stage: 'CLOSED', at: '2026-03-02T02:00:00.000Z', dueAt: null },
    unitId: 'u-north',
  } as const;
  expect(turnOf(closed)).toBeNull();
  expect(turnOf({ ...closed, asksFor: 'REOPENING' })).toEqual({ desk: 'LETTERS' });
  const handling = { ...closed, assignment: { ...closed.assignment, stage: 'HANDLING' }, handlerId: 'north-handler' } as const;
  expect(turnOf(handling)).toEqual({ personId: 'north-handler' });
  expect(turnOf({ ...handling, asksFor: 'WITHDRAWAL' })).toEqual({ role: 'MAIN_LEADER', unitId: 'u-north' });
});
