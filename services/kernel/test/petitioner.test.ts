// Promise: a case is acted on by its petitioner or each representative of a group, each by a query code of his own; a replaced code is void
// at once, and it is the code of nobody else.
import { commitQueryCode, petitionersOf, petitionerWithCode, readStep, withReplacedCode, writeStep } from '../src/index.js';

const codes = {
  first: 'ABCD-EFGH-JKMN-PQRS',
  second: '2345-6789-2345-6789',
  third: 'WXYZ-WXYZ-WXYZ-WXYZ',
  fresh: 'CDEF-CDEF-CDEF-CDEF',
};
const alone = {
  petitioner: { personId: 'p-1', kind: 'NAMED' as const, protected: false },
  queryCode: commitQueryCode('s1', codes.first),
};
const others = [
  { personId: 'p-2', queryCode: commitQueryCode('s2', codes.second) },
  { personId: 'p-3', queryCode: commitQueryCode('s3', codes.third) },
];
const group = { ...alone, petitioner: { ...alone.petitioner, group: { members: 30, others } } };
const fresh = commitQueryCode('s4', codes.fresh);
const owners = (brought: Parameters<typeof petitionerWithCode>[0]) =>
  [codes.first, codes.second, codes.third, codes.fresh].map((code) => petitionerWithCode(brought, code));

it('who acts is the petitioner, or each representative with the first of them first', () => {
  expect(petitionersOf(alone)).toEqual(['p-1']);
  expect(petitionersOf(group)).toEqual(['p-1', 'p-2', 'p-3']);
});

it('a code speaks for the one whose it is, and for nobody where there is no such case or code', () => {
  expect(owners(alone)).toEqual(['p-1', null, null, null]);
  expect(owners(group)).toEqual(['p-1', 'p-2', 'p-3', null]);
  for (const none of [null, undefined]) {
    expect(petitionerWithCode(none, codes.first)).toBeNull();
    expect(petitionerWithCode(group, none)).toBeNull();
  }
});

it('a replaced code is void, and nobody else’s is touched', () => {
  expect(owners(withReplacedCode(alone, { queryCode: fresh }))).toEqual([null, null, null, 'p-1']);
  expect(owners(withReplacedCode(group, { queryCode: fresh }))).toEqual([null, 'p-2', 'p-3', 'p-1']);
  expect(owners(withReplacedCode(group, { personId: 'p-3', queryCode: fresh }))).toEqual(['p-1', 'p-2', null, 'p-3']);
});

it('a step of a timeline is read as it was written, with a code or without', () => {
  for (const step of [
    { appealId: 'a', kind: 'EntryOpened', queryCode: codes.first },
    { appealId: 'a', kind: 'EntryOpened', queryCode: null },
  ])
    expect(readStep(writeStep(step))).toEqual(step);
});
