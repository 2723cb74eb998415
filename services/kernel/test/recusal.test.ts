// Promise: whoever was part of the accused since the year of the matter, or stood under it, is in conflict whatever post he holds now;
// and somebody competent remains for every step, whoever is accused.
import type { CaseScope } from '@daqidi/schemas';
import { createDistrict, type District, places } from '@daqidi/service-testing';
import {
  competentDesk,
  isConflicted,
  isConflictedUnit,
  ladder,
  latestScope,
  membersOf,
  readAccusation,
  scopeFor,
  scopeRecusing,
  scopeWithout,
  withScope,
} from '../src/index.js';

const now = Date.parse('2026-03-02T02:00:00Z');
const regionPath = [places.district, places.north, places.northVillage];
let district: District;
beforeEach(() => {
  district = createDistrict();
});

const accusing = (
  units: readonly string[],
  { persons = [], since = 2024 }: { persons?: readonly string[]; since?: number } = {},
) => scopeFor(district, { regionPath, accusation: { units: [...units], persons: [...persons], since }, secret: true }, now, null);
const moves = (person: string, to: Parameters<District['state']>[0]['post'], last: string) => {
  const [post] = district.postsOf(person);
  if (post === undefined || to === undefined) throw new Error(`${person} has no post`);
  district.state({ post: { ...post, to: last } });
  district.state({ post: to });
};
const endPost = (person: string) => {
  for (const post of district.postsOf(person)) district.state({ post: { ...post, to: '2026-03-01' } });
};
const inLetters = (personId: string, from: string) => ({
  id: `post.${personId}.letters`,
  role: 'LETTERS_OFFICER' as const,
  office: null,
  unitId: 'u-letters',
  regionId: places.district,
  personId,
  from,
  to: null,
  acting: false,
});
const isOut = (scope: CaseScope, person: string) => isConflicted(district, scope, person, now);

describe('conflict', () => {
  it('is whoever is in the accused unit or under it, and nobody beside or above it', () => {
    const scope = accusing(['u-north']);
    expect(['north-head', 'north-1', 'north-village-reviewer', 'north-grid'].filter((person) => !isOut(scope, person))).toEqual(
      [],
    );
    expect(
      ['south-1', 'housing-head', 'group-head', 'letters-1', 'inspector', 'clerk'].filter((person) => isOut(scope, person)),
    ).toEqual([]);
    expect(isConflictedUnit(district, scope, 'u-north-village', now)).toBe(true);
    expect(isConflictedUnit(district, scope, 'u-south-village', now)).toBe(false);
  });

  it('follows the person to another post', () => {
    moves('north-head', inLetters('north-head', '2025-06-01'), '2025-05-31');
    expect(isOut(accusing(['u-north']), 'north-head')).toBe(true);
    expect(isOut(accusing(['u-north'], { since: 2026 }), 'north-head')).toBe(false);
  });

  it('does not reach a supervising body through the unit above it, only where it is accused itself', () => {
    const scope = accusing(['u-group']);
    expect(['letters-1', 'inspector', 'city-1'].filter((person) => isOut(scope, person))).toEqual([]);
    expect(['housing-head', 'north-1', 'north-grid', 'secretary', 'clerk'].filter((person) => !isOut(scope, person))).toEqual([]);
    expect(isOut(accusing(['u-letters']), 'letters-2')).toBe(true);
  });

  it('of an accused official is that of each unit in which he holds a post', () => {
    const scope = accusing([], { persons: ['housing-head'] });
    expect(['housing-head', 'housing-handler'].filter((person) => !isOut(scope, person))).toEqual([]);
    expect(isOut(scope, 'north-head')).toBe(false);
  });

  it('reaches a unit that is created under the accused one', () => {
    const scope = accusing(['u-north']);
    const dated = { validFrom: '2026-01-01', validTo: null };
    district.state({
      unit: {
        id: 'u-new',
        name: 'u-new',
        kind: 'VILLAGE_COMMITTEE',
        level: 'VILLAGE',
        regionId: places.northVillage,
        parentId: 'u-north',
        ...dated,
      },
    });
    expect(isConflictedUnit(district, scope, 'u-new', now)).toBe(true);
  });
});

describe('the scope of a case', () => {
  it('names no offices and bars nobody where nobody is accused', () => {
    expect(accusing([])).toEqual({ number: 0, regionPath, barred: [], recused: [], restricted: false, offices: [] });
  });

  it('is looked after by the letters office and the discipline commission, or by whoever stands in', () => {
    expect(accusing(['u-north']).offices).toEqual(['LETTERS', 'DISCIPLINE']);
    expect(accusing(['u-letters']).offices).toEqual(['SECRETARIAT', 'DISCIPLINE']);
    expect(accusing(['u-discipline']).offices).toEqual(['LETTERS', 'CITY']);
    expect(accusing(['u-group']).offices).toEqual(['LETTERS', 'DISCIPLINE']);
    expect(accusing(['u-letters', 'u-group']).offices).toEqual(['CITY', 'DISCIPLINE']);
    expect(accusing(['u-letters', 'u-group', 'u-discipline']).offices).toEqual(['CITY']);
  });

  it('only grows, and is the same where the directory has not changed', () => {
    const accusation = { units: [], persons: ['housing-head'], since: 2024 };
    const before = accusing([], { persons: ['housing-head'] });
    const again = () => scopeFor(district, { regionPath, accusation, secret: true }, now, before);
    expect(again()).toBe(before);
    moves('housing-head', inLetters('housing-head', '2026-03-01'), '2026-02-28');
    expect(again()).toMatchObject({
      number: 1,
      barred: ['person:housing-head', 'unit:u-housing@2024', 'unit:u-letters@2024'],
      offices: ['SECRETARIAT', 'DISCIPLINE'],
    });
  });

  it('keeps who is recused when its secret ends', () => {
    const before = accusing(['u-north']);
    const accusation = { units: ['u-north'], persons: [], since: 2024 };
    expect(scopeFor(district, { regionPath, accusation, secret: false }, now, before)).toMatchObject({
      restricted: false,
      barred: [],
      recused: ['unit:u-north@2024'],
    });
  });

  it('asks the city’s people where a district leader is accused, and where one person would do both reviews', () => {
    expect(accusing([], { persons: ['leader'] }).offices).toEqual(['LETTERS', 'CITY']);
    const gone = ['letters-1', 'letters-2', 'letters-3', 'secretary', 'inspector'];
    for (const person of gone.slice(1)) endPost(person);
    expect(accusing(['u-north']).offices).toEqual(['LETTERS', 'CITY']);
    for (const person of ['city-1', 'city-2']) endPost(person);
    district.state({ post: inLetters('letters-1', '2026-03-01') });
    district.state({ post: { ...inLetters('letters-1', '2026-03-01'), id: 'post.second', role: 'DISCIPLINE_INSPECTOR' } });
    expect(accusing(['u-north']).offices).toEqual(['LETTERS', 'DISCIPLINE', 'CITY']);
  });

  it('is known to the heads of the conference once they were asked, and only while it is a secret', () => {
    const terms = { regionPath, accusation: { units: ['u-north'], persons: [], since: 2024 }, conference: 'CONFERENCE' } as const;
    const before = accusing(['u-north']);
    expect(scopeFor(district, { ...terms, secret: true }, now, before)).toMatchObject({
      number: 1,
      offices: ['LETTERS', 'DISCIPLINE', 'CONFERENCE'],
    });
    expect(scopeFor(district, { ...terms, secret: false }, now, before).offices).toEqual([]);
  });

  it('recuses whoever states a conflict, once, and keeps its secret and its accused', () => {
    const before = accusing(['u-north']);
    const stated = scopeRecusing(before, 'south-1');
    expect(stated).toEqual({ ...before, number: 1, recused: [...before.recused, 'person:south-1'] });
    expect(stated && isOut(stated, 'south-1')).toBe(true);
    expect(stated && scopeRecusing(stated, 'south-1')).toBeNull();
    const ordinary = scopeRecusing(accusing([]), 'south-1');
    expect(ordinary).toMatchObject({ restricted: false, barred: [], offices: [] });
  });

  it('loses with an accused only what nobody else brought, and keeps whoever stated a conflict', () => {
    const before = scopeRecusing(accusing(['u-north'], { persons: ['housing-head', 'housing-deputy'] }), 'south-1');
    if (before === null) throw new Error('nobody was recused');
    const remaining = { units: ['u-north'], persons: ['housing-deputy'], since: 2024 };
    const without = (removed: object, left: object) =>
      scopeWithout(
        district,
        { regionPath, accusation: { ...remaining, ...left }, secret: true },
        { units: [], persons: [], since: 2024, ...removed },
        now,
        before,
      );
    const one = without({ persons: ['housing-head'] }, {});
    expect(one.number).toBe(before.number + 1);
    expect([...one.barred].sort()).toEqual(['person:housing-deputy', 'unit:u-housing@2024', 'unit:u-north@2024']);
    expect(one.recused).toContain('person:south-1');
    const all = without({ units: ['u-north'], persons: ['housing-head', 'housing-deputy'] }, { units: [], persons: [] });
    expect(all).toMatchObject({ restricted: false, barred: [], recused: ['person:south-1'], offices: [] });
  });

  it('loses with an accused official the units that he has left since, too', () => {
    const accusation = { units: ['u-north'], persons: ['housing-head'], since: 2024 };
    const terms = { regionPath, accusation, secret: true };
    const first = scopeFor(district, terms, now, null);
    moves('housing-head', inLetters('housing-head', '2026-03-01'), '2026-02-28');
    const moved = scopeFor(district, terms, now, first);
    expect(moved.barred).toContain('unit:u-housing@2024');
    const left = { ...terms, accusation: { ...accusation, persons: [] } };
    const removed = { units: [], persons: ['housing-head'], since: 2024 };
    expect(scopeWithout(district, left, removed, now, moved)).toMatchObject({
      barred: ['unit:u-north@2024'],
      recused: ['unit:u-north@2024'],
      offices: ['LETTERS', 'DISCIPLINE'],
    });
  });

  it('keeps the unit that another who is accused has left, too', () => {
    const both = { units: [], persons: ['housing-head', 'housing-deputy'], since: 2024 };
    const first = scopeFor(district, { regionPath, accusation: both, secret: true }, now, null);
    moves('housing-deputy', inLetters('housing-deputy', '2026-03-01'), '2026-02-28');
    const left = { regionPath, accusation: { ...both, persons: ['housing-deputy'] }, secret: true };
    const after = scopeWithout(district, left, { ...both, persons: ['housing-head'] }, now, first);
    expect([...after.barred].sort()).toEqual(['person:housing-deputy', 'unit:u-housing@2024', 'unit:u-letters@2024']);
  });

  it('loses with an accused unit what was accused of it before an earlier year was named', () => {
    const first = accusing(['u-north']);
    const terms = (units: string[]) => ({ regionPath, accusation: { units, persons: [], since: 2020 }, secret: true });
    const earlier = scopeFor(district, terms(['u-north', 'u-housing']), now, first);
    expect(earlier.barred).toEqual(['unit:u-north@2024', 'unit:u-north@2020', 'unit:u-housing@2020']);
    const removed = { units: ['u-north'], persons: [], since: 2020 };
    expect(scopeWithout(district, terms(['u-housing']), removed, now, earlier).barred).toEqual(['unit:u-housing@2020']);
  });

  it('is taken over alone from what carries it, and an earlier one not at all', () => {
    const stated = { ...accusing(['u-north']), number: 2, appealId: 'a', category: 'COMPLAINT' };
    const known = withScope({ scope: null, more: 1 }, stated);
    expect(known).toEqual({ scope: { ...accusing(['u-north']), number: 2 }, more: 1 });
    expect(withScope(known, { ...stated, number: 2 })).toBe(known);
    expect(withScope(known, { ...stated, number: 1 })).toBe(known);
  });

  it('is the one with the highest number, whatever order they arrive in', () => {
    const [first, second] = [accusing(['u-north']), { ...accusing(['u-south']), number: 3 }];
    expect(latestScope(latestScope(null, first), second)).toBe(second);
    expect(latestScope(latestScope(null, second), first)).toBe(second);
  });
});

describe('somebody competent', () => {
  it('is found at the next desk up where a panel is empty, in conflict, or has only whoever may not do this step', () => {
    const scope = accusing([]);
    const step = { scope, now };
    expect(competentDesk(district, 'VILLAGE', step)).toBe('VILLAGE');
    expect(competentDesk(district, 'VILLAGE', { ...step, except: ['north-village-reviewer'] })).toBe('TOWNSHIP');
    const [post] = district.postsOf('north-village-reviewer');
    if (post === undefined) throw new Error('the district has lost a post');
    district.state({ post: { ...post, to: '2026-03-01' } });
    expect(competentDesk(district, 'VILLAGE', step)).toBe('TOWNSHIP');
  });

  it('remains for every review, whichever units and officials are accused and however often it moves up', () => {
    const units = district.units().map(({ id }) => id);
    const people = units.flatMap((unit) => district.postsOf(unit)).map(({ personId }) => personId);
    const accusations = [
      ...units.flatMap((one) => units.map((other) => accusing([one, other]))),
      ...people.map((person) => accusing([], { persons: [person] })),
    ];
    for (const scope of accusations) {
      const desk = competentDesk(district, 'VILLAGE', { scope, now });
      const [first] = membersOf(district, desk, { scope, now });
      expect(first).toBeDefined();
      const except = [first?.personId ?? ''];
      expect(membersOf(district, competentDesk(district, desk, { scope, now, except }), { scope, now, except })).not.toEqual([]);
    }
  });

  it('is never asked below where the step has come to', () => {
    expect(competentDesk(district, 'SECRETARIAT', { scope: accusing([]), now })).toBe('SECRETARIAT');
    expect(ladder.at(-1)).toBe('CITY');
  });
});

describe('an accusation', () => {
  const read = (accusing: object) =>
    readAccusation({ unitIds: null, officerIds: null, since: null, ...accusing }, district, '2026-03-02');

  it('names at most five units and officials that there are, and a year that has been', () => {
    expect(read({ unitIds: ['u-north', 'u-north'], officerIds: ['housing-head'], since: 2020 })).toEqual({
      units: ['u-north'],
      persons: ['housing-head'],
      since: 2020,
    });
    expect(read({ unitIds: ['u-nowhere'] })).toEqual({ refused: 'accused.unknown' });
    expect(read({ officerIds: ['nobody'] })).toEqual({ refused: 'accused.unknown' });
    expect(
      read({
        unitIds: district
          .units()
          .slice(0, 6)
          .map(({ id }) => id),
      }),
    ).toEqual({ refused: 'accused.number' });
    expect(read({ since: 2027 })).toEqual({ refused: 'accused.year' });
    expect(read({ since: 1980 })).toMatchObject({ since: 1990 });
    expect(read({})).toMatchObject({ since: 2026 });
  });
});
