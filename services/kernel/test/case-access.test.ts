// Promise: who may see a case, in whose figures it counts and whom the policy is asked about follow from one description of the case.
import type { CaseScope } from '@daqidi/schemas';
import { caseAccess, countedFor, subjectOf, visibilityOf } from '../src/index.js';

const open = { number: 0, regionPath: ['d', 't', 'v'], barred: [], recused: [], restricted: false, offices: [] };
const keys = ['unit:u@2024', 'person:bad'];
const restricted: CaseScope = { ...open, barred: keys, recused: keys, restricted: true, offices: ['SECRETARIAT', 'DISCIPLINE'] };

describe('what is kept about a case', () => {
  it('is seen by its places, its petitioner and the units that had it', () => {
    const access = caseAccess(open, { units: ['u-t', 'u-group', 'u-t'], persons: ['p'] });
    expect(visibilityOf(access)).toEqual({
      seenBy: ['region:d', 'region:t', 'region:v', 'person:p', 'unit:u-t', 'unit:u-group'],
      barred: [],
    });
  });

  it('is seen by no place while it is restricted, but by the offices that its scope names', () => {
    const { seenBy, barred } = visibilityOf(caseAccess(restricted, { units: ['u-t'], persons: ['p'] }));
    expect(seenBy).toEqual(['office:SECRETARIAT', 'office:DISCIPLINE', 'person:p', 'unit:u-t']);
    expect(barred).toEqual(keys);
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

  it('of a secret case is seen by those alone who may know of it', () => {
    expect(countedFor(caseAccess(restricted, { units: ['u-t'] }))).toEqual({
      seenBy: ['office:SECRETARIAT', 'office:DISCIPLINE', 'unit:u-t'],
      barred: keys,
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
