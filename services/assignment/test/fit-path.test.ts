// Promise: of a unit and those above it, only those have to do with a case that are in no conflict with it; the city's office is there in
// place of those that are, and a unit that is itself in conflict, or gone, has no path at all.
import { scopeFor } from '@daqidi/kernel';
import type { CaseScope } from '@daqidi/schemas';
import { createDistrict, type District, places } from '@daqidi/service-testing';
import { fitPathOf } from '../src/shared/fit-path.js';

const now = Date.parse('2026-03-02T02:00:00Z');
let district: District;
beforeEach(() => {
  district = createDistrict();
});

const accusing = (...units: readonly string[]): CaseScope => {
  const regionPath = [places.district, places.north, places.northVillage];
  return scopeFor(district, { regionPath, accusation: { units: [...units], persons: [], since: 2024 }, secret: true }, now, null);
};
const pathOf = (unitId: string, ...accused: readonly string[]) => fitPathOf(district, accusing(...accused), unitId, now);

it('is the unit and those above it where nobody is in conflict', () => {
  expect(pathOf('u-north-village')).toEqual(['u-north-village', 'u-north', 'u-group']);
  expect(pathOf('u-north-village', 'u-housing')).toEqual(['u-north-village', 'u-north', 'u-group']);
});

it('is none for a unit that is accused or stands under the accused, and none for one that is gone', () => {
  expect(pathOf('u-north', 'u-north')).toBeNull();
  expect(pathOf('u-north-village', 'u-north')).toBeNull();
  expect(pathOf('u-nowhere')).toBeNull();
  const unit = district.unit('u-housing');
  if (unit === undefined) throw new Error('the district has lost a unit');
  district.state({ unit: { ...unit, validTo: '2026-03-01' } });
  expect(pathOf('u-housing')).toBeNull();
});

it('ends with the city’s office where those above are in conflict', () => {
  expect(pathOf('u-letters', 'u-group')).toEqual(['u-letters', 'u-city']);
  expect(pathOf('u-city', 'u-group', 'u-letters')).toEqual(['u-city']);
});
