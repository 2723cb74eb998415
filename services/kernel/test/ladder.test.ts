// Promise: every desk, track and reach has one holder that follows from the directory and the scope of the case, the lowest that may act.
import type { CaseScope, Desk } from '@daqidi/schemas';
import { createDistrict, type District, officersOfDistrict, places } from '@daqidi/service-testing';
import {
  competentDesk,
  deskAbove,
  deskOfRole,
  deskRole,
  isDesk,
  ladder,
  membersOf,
  nearestOf,
  postsOn,
  reachingRole,
  regionOn,
  trackDesk,
} from '../src/index.js';

const now = Date.parse('2026-03-02T02:00:00Z');
const regionPath = [places.district, places.north, places.northVillage];
const open: CaseScope = { number: 0, regionPath, barred: [], recused: [], restricted: false, offices: [] };
const restricted = (...offices: CaseScope['offices']): CaseScope => ({ ...open, restricted: true, offices });
const recusing = (...people: readonly string[]): CaseScope => ({ ...open, recused: people.map((person) => `person:${person}`) });
let district: District;
beforeEach(() => {
  district = createDistrict();
});

const vacates = (...people: readonly string[]): void => {
  for (const person of people)
    for (const post of district.postsOf(person)) district.state({ post: { ...post, to: '2026-03-01' } });
};
const members = (desk: Desk, scope = open, except: readonly string[] = []) =>
  membersOf(district, desk, { scope, now, except }).map(({ personId }) => personId);

describe('a desk', () => {
  it('of a village or a township sits at the place of the case, every other at the district', () => {
    expect(members('VILLAGE')).toEqual(['north-village-reviewer']);
    expect([...members('TOWNSHIP')].sort()).toEqual(['north-1', 'north-2', 'north-3']);
    expect(members('SECRETARIAT')).toEqual(['secretary']);
  });

  it('has nobody where the case has no such place', () => {
    const scope = { ...open, regionPath: [places.district] };
    expect([members('VILLAGE', scope), members('TOWNSHIP', scope)]).toEqual([[], []]);
    expect(competentDesk(district, 'VILLAGE', { scope, now })).toBe('LETTERS');
  });

  it('has whoever holds its post today, and takes no part neither by conflict nor by an exception for the step', () => {
    expect([...members('LETTERS', recusing('letters-1'), ['letters-3'])]).toEqual(['letters-2']);
    vacates('letters-2');
    expect(members('LETTERS', recusing('letters-1'), ['letters-3'])).toEqual([]);
  });

  it('is one of its role, and the last of all has none above', () => {
    expect(ladder.map((desk) => deskOfRole(deskRole[desk]))).toEqual(ladder);
    expect([deskOfRole('HANDLER'), deskOfRole(undefined)]).toEqual([null, null]);
    expect(ladder.map(deskAbove)).toEqual([...ladder.slice(1), 'CITY']);
  });
});

describe('the step of a restricted case', () => {
  it('is nobody’s who may not know of it, however low the step began', () => {
    const step = (...offices: CaseScope['offices']) => ({ scope: restricted(...offices), now });
    expect(competentDesk(district, 'VILLAGE', step('LETTERS', 'DISCIPLINE'))).toBe('LETTERS');
    expect(competentDesk(district, 'TOWNSHIP', step('SECRETARIAT', 'DISCIPLINE'))).toBe('SECRETARIAT');
    expect(competentDesk(district, 'DISCIPLINE', step('LETTERS', 'DISCIPLINE'))).toBe('DISCIPLINE');
  });

  it('stays with the last that may know where nobody is left, and goes to no desk below', () => {
    vacates('inspector', 'city-1', 'city-2');
    expect(competentDesk(district, 'DISCIPLINE', { scope: restricted('LETTERS', 'DISCIPLINE'), now })).toBe('DISCIPLINE');
    expect(competentDesk(district, 'DISCIPLINE', { scope: open, now })).toBe('CITY');
  });

  it('is no step of the heads of the conference, who decide between the tracks alone', () => {
    expect((['LETTERS', 'CONFERENCE', 'CITY'] as const).filter(isDesk)).toEqual(['LETTERS', 'CITY']);
    vacates('letters-1', 'letters-2', 'letters-3');
    expect(competentDesk(district, 'VILLAGE', { scope: restricted('LETTERS', 'CONFERENCE'), now })).toBe('LETTERS');
  });
});

describe('a track', () => {
  const desk = (track: 'LETTERS' | 'DISCIPLINE', scope = open) => trackDesk(district, track, { scope, now });

  it('is its own body’s, and passes to whoever stands in where nobody there may', () => {
    expect([desk('LETTERS'), desk('DISCIPLINE')]).toEqual(['LETTERS', 'DISCIPLINE']);
    const scope = recusing('letters-1', 'letters-2', 'letters-3', 'inspector');
    expect([desk('LETTERS', scope), desk('DISCIPLINE', scope)]).toEqual(['SECRETARIAT', 'CITY']);
    vacates('secretary');
    expect(desk('LETTERS', scope)).toBe('CITY');
  });

  it('of a restricted case is no body’s that may not know of it', () => {
    const scope = restricted('SECRETARIAT', 'CITY');
    expect([desk('LETTERS', scope), desk('DISCIPLINE', scope)]).toEqual(['SECRETARIAT', 'CITY']);
    vacates('secretary', 'city-1', 'city-2');
    expect([desk('LETTERS', scope), desk('DISCIPLINE', scope)]).toEqual(['CITY', 'CITY']);
  });
});

describe('the petitioner', () => {
  const reached = (isProtected: boolean, scope = open) => reachingRole(district, isProtected, { scope, now });

  it('is reached by the centre, and a protected or restricted one by the letters office or its stand-in', () => {
    expect(reached(false)).toBe('CENTRE_CLERK');
    expect(reached(true)).toBe('LETTERS_OFFICER');
    expect(reached(false, restricted('LETTERS', 'DISCIPLINE'))).toBe('LETTERS_OFFICER');
    expect(reached(true, recusing('letters-1', 'letters-2', 'letters-3'))).toBe('SECRETARIAT');
    expect(reached(false, restricted('CITY', 'DISCIPLINE'))).toBe('CITY_OFFICE');
  });
});

describe('whoever is nearest', () => {
  const nearest = (scope = open) => nearestOf(district, 'CENTRE_CLERK', { scope, now });

  it('is of the lowest place that has somebody who may', () => {
    expect(nearest()).toBe('u-north');
    expect(nearest({ ...open, regionPath: [places.district, places.south, places.southVillage] })).toBe('u-centre');
    expect(nearest(recusing('north-clerk'))).toBe('u-centre');
    expect(nearest(recusing('north-clerk', 'clerk'))).toBeNull();
  });
});

it('a post counts from its first day to its last, and a place as long as it is there', () => {
  const [post] = district.postsOf('clerk');
  if (post === undefined) throw new Error('the district has lost a post');
  district.state({ post: { ...post, from: '2026-03-03', to: '2026-03-04' } });
  const held = ['2026-03-02T15:59:59Z', '2026-03-02T16:00:00Z', '2026-03-04T15:59:59Z', '2026-03-04T16:00:00Z'];
  expect(held.map((moment) => postsOn(district, 'clerk', Date.parse(moment)).length)).toEqual([0, 1, 1, 0]);
  const village = district.region(places.northVillage);
  if (village === undefined) throw new Error('the district has lost a village');
  district.state({ region: { ...village, validTo: '2026-03-02' } });
  expect(regionOn(district, places.northVillage, now)?.id).toBe(places.northVillage);
  expect(regionOn(district, places.northVillage, Date.parse('2026-03-02T16:00:00Z'))).toBeNull();
});

it('no desk has anybody who takes no part, whoever that is', () => {
  for (const person of officersOfDistrict)
    for (const desk of ladder) expect(members(desk, recusing(person))).not.toContain(person);
});
