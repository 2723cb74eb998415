// Promise: a review that is under way moves up where nobody competent is left, once for each loss, and never down.
import { scopeFor } from '@daqidi/kernel';
import { createDistrict, type District, places } from '@daqidi/service-testing';
import { noCase, noFacts, type TriageFacts, type TriageState } from '../src/domain/triage-case.js';
import { keepCompetent } from '../src/shared/keep-competent.js';

const now = Date.parse('2026-03-02T02:00:00Z');
let district: District;
beforeEach(() => {
  district = createDistrict();
});

const screening = (desk: TriageState['desk']): TriageState =>
  ({ ...noCase, stage: 'SCREENING', desk, accepted: { appealId: 'a' } }) as unknown as TriageState;
const known = (takenInBy: string | null = null): TriageFacts => {
  const regionPath = [places.district, places.north, places.northVillage];
  const accusation = { units: [], persons: [], since: 2026 };
  return { ...noFacts, scope: scopeFor(district, { regionPath, accusation, secret: true }, now, null), takenInBy };
};
const ends = (...people: readonly string[]): void => {
  for (const person of people)
    for (const post of district.postsOf(person)) district.state({ post: { ...post, to: '2026-03-01' } });
};
const desksAfter = (state: TriageState, facts = known()): readonly unknown[] =>
  keepCompetent(district)(state, facts, now).map(({ data }) => ('desk' in data ? data.desk : null));

it('stays where somebody is, and where the scope is not known yet', () => {
  expect(desksAfter(screening('VILLAGE'))).toEqual([]);
  expect(desksAfter(screening('VILLAGE'), noFacts)).toEqual([]);
});

it('moves up past every desk that is empty', () => {
  ends('north-village-reviewer');
  expect(desksAfter(screening('VILLAGE'))).toEqual(['TOWNSHIP']);
  ends('north-1', 'north-2', 'north-3');
  expect(desksAfter(screening('VILLAGE'))).toEqual(['LETTERS']);
  ends('letters-1', 'letters-2', 'letters-3', 'secretary', 'inspector');
  expect(desksAfter(screening('VILLAGE'))).toEqual(['CITY']);
});

it('moves up past a desk whose only member took the appeal in', () => {
  expect(desksAfter(screening('VILLAGE'), known('north-village-reviewer'))).toEqual(['TOWNSHIP']);
});

it('does not move back, and nothing moves that is not under way', () => {
  expect(desksAfter(screening('LETTERS'))).toEqual([]);
  ends('north-village-reviewer');
  expect(desksAfter({ ...screening('VILLAGE'), stage: 'DISMISSED' })).toEqual([]);
});
