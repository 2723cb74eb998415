// Promise: who may see a case, in whose figures it counts and whom the policy is asked about follow from one description of the case.
import { caseAccess, countedFor, isBarred, subjectOf, visibilityOf } from '../src/index.js';

const open = { regionPath: ['d', 't', 'v'], barred: [], restricted: false };
const restricted = { regionPath: ['d', 't', 'v'], barred: ['unit:u', 'unit:u-below'], restricted: true };

describe('what is kept about a case', () => {
  it('is seen by its places, its petitioner and the units that had it', () => {
    const access = caseAccess(open, { units: ['u-t', 'u-group', 'u-t'], persons: ['p'] });
    expect(visibilityOf(access)).toEqual({
      seenBy: ['region:d', 'region:t', 'region:v', 'person:p', 'unit:u-t', 'unit:u-group'],
      barred: [],
    });
  });

  it('is seen by no place while it is restricted', () => {
    const { seenBy, barred } = visibilityOf(caseAccess(restricted, { units: ['u-t'], persons: ['p'] }));
    expect(seenBy).toEqual(['office:DISCIPLINE', 'office:LETTERS', 'person:p', 'unit:u-t']);
    expect(barred).toEqual(['unit:u', 'unit:u-below']);
  });

  it('is nobody’s before the case is known', () => {
    expect(visibilityOf(null)).toEqual({ seenBy: [], barred: [] });
    expect(countedFor(null)).toEqual({ seenBy: [], barred: [] });
    expect(subjectOf(null)).toEqual({ regionPath: [], units: [], persons: [] });
  });
});

describe('a figure', () => {
  it('counts a case for oversight and for whoever sees it', () => {
    const access = caseAccess(open, { units: ['u-t'] });
    expect(countedFor(access).seenBy).toEqual(['office:OVERSIGHT', ...visibilityOf(access).seenBy]);
  });

  it('counts a restricted case for oversight alone, and for nobody who is barred', () => {
    expect(countedFor(caseAccess(restricted, { units: ['u-t'] }))).toEqual({
      seenBy: ['office:OVERSIGHT'],
      barred: ['unit:u', 'unit:u-below'],
    });
  });
});

describe('the policy', () => {
  it('is asked about those who act now, not about all who ever had the case', () => {
    const access = caseAccess(open, { units: ['u-old', 'u-new'], holders: ['u-new'], persons: ['p'] });
    expect(subjectOf(access)).toEqual({ regionPath: ['d', 't', 'v'], units: ['u-new'], persons: ['p'] });
  });

  it('is asked about all its units where none acts in particular', () => {
    expect(subjectOf(caseAccess(open, { units: ['u'] })).units).toEqual(['u']);
  });
});

it('a barred unit is one that is named so, and no other', () => {
  expect(isBarred(restricted, 'u')).toBe(true);
  expect(isBarred(restricted, 'u-belo')).toBe(false);
  expect(isBarred(open, 'u')).toBe(false);
});
