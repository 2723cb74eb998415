// Promise: a list's address says exactly what it filters; a form sends what was typed and nothing else; a conflict names what became
// different; and a page offers what the documents say that may be done, with the version that they name.
import {
  DismissAppealForm,
  FillPetitionerSlotForm,
  type MutationForm,
  ProposeResultForm,
  type ReadCaseQuery,
} from '@daqidi/schemas/operations';
import { filterIn, searchOf, sortIn } from '../src/shared/case/case-filter.js';
import { changesBetween } from '../src/shared/case/changes.js';
import { offersOn } from '../src/shared/case/offers.js';
import { actionName } from '../src/shared/form/action-name.js';
import { fieldName } from '../src/shared/form/field-words.js';
import { typedIn } from '../src/shared/form/typed-in.js';

type Case = NonNullable<ReadCaseQuery['appeal']>;

const entry = {
  version: 7,
  holder: { id: 'u-1', name: '东城街道办事处' },
  handler: { id: 'h', name: '周丽华' },
  progress: { total: 1 },
  refusals: { total: 0 },
  result: { text: '已修复。', digest: 'd-1' },
  slots: [
    { name: 'HANDLER', form: 'SIGNED', by: { name: '周丽华' } },
    { name: 'PETITIONER', form: null, by: null },
    { name: 'LEADER_IN_CHARGE', form: null, by: null },
  ],
};

/** As much of a case as these questions need. */
const caseAt = (stage: Case['stage'], more: object = {}): Case =>
  ({
    id: 'a-1',
    version: 3,
    stage,
    restricted: false,
    supplements: [],
    actions: [],
    conflictActions: null,
    deskAnswer: null,
    withdrawal: null,
    triage: null,
    ledgerEntry: null,
    supervision: null,
    ...more,
  }) as unknown as Case;

test('a filter comes back from its address, and what is no filter is passed over', () => {
  const filter = {
    stage: 'HANDLING',
    category: 'RESOLUTION',
    mine: true,
    overdue: true,
    dueBefore: '2026-03-01T16:00:00.000Z',
  } as const;
  expect(filterIn(new URLSearchParams(searchOf(filter)))).toMatchObject(filter);
  expect(JSON.parse(JSON.stringify(filterIn(new URLSearchParams('stage=LOST&mine=yes&after=x'))))).toStrictEqual({});
  expect([sortIn(new URLSearchParams('sort=DUE_FIRST')), sortIn(new URLSearchParams('sort=BEST'))]).toStrictEqual([
    'DUE_FIRST',
    undefined,
  ]);
});

test('what was left empty is not sent, groups included', () => {
  const group = { representatives: [{ name: '' }], members: [{}] };
  expect(typedIn({ text: '好', group })).toStrictEqual({ text: '好' });
  expect(typedIn({ rows: [{ name: '王五', telephone: '' }, {}] })).toStrictEqual({ rows: [{ name: '王五' }] });
  expect(typedIn({ text: '好', reason: '', proxy: { name: '', relation: undefined }, agrees: false, list: [] })).toStrictEqual({
    text: '好',
    agrees: false,
    list: [],
  });
});

test('words of a form are the contract’s', () => {
  expect(actionName(DismissAppealForm)).toStrictEqual({ zh: '初审不予受理', en: 'Dismiss appeal' });
  const explanation = DismissAppealForm.fields.find(({ name }) => name === 'explanation');
  expect(explanation).toMatchObject({ kind: 'TEXT', required: true, longest: 2_000 });
  expect(explanation === undefined ? null : fieldName(explanation).zh).toBe('解释疏导内容');
  expect(FillPetitionerSlotForm.fields.find(({ name }) => name === 'proxy')?.fields?.map(({ name }) => name)).toContain(
    'reference',
  );
});

test('what belongs to one choice alone is asked for with it, as the contract says', () => {
  const fieldOf = ({ fields }: MutationForm, asked: string) => fields.find(({ name }) => name === asked);
  expect(fieldOf(ProposeResultForm, 'substantiatedPart')).toMatchObject({
    required: true,
    when: { field: 'outcome', is: ['PARTLY_SUBSTANTIATED'] },
  });
  expect(fieldOf(FillPetitionerSlotForm, 'satisfaction')?.when).toStrictEqual({ field: 'form', is: ['BY_CODE', 'PROXY'] });
  expect(fieldOf(ProposeResultForm, 'text')?.when).toBeUndefined();
});

test('a page offers what its documents say, with the version that they name and what else the form asks for', () => {
  const signing = caseAt('SIGNING_OFF', {
    ledgerEntry: { ...entry, actions: [{ name: 'fillPetitionerSlot', expectedVersion: 7 }] },
  });
  expect(offersOn(signing).map(({ form, known }) => [form.mutation, known])).toStrictEqual([
    ['fillPetitionerSlot', { appealId: 'a-1', expectedVersion: 7, digest: 'd-1' }],
  ]);
});

test('a track names itself, and one of a batch is a form of its own', () => {
  const dual = {
    actions: [],
    asked: null,
    disagreement: null,
    tracks: [{ name: 'LETTERS', actions: [{ name: 'takeTrack', expectedVersion: null }] }],
  };
  const it = caseAt('SCREENING', {
    deskAnswer: { digest: 'd-2' },
    triage: { actions: [{ name: 'decideDeskAnswers', expectedVersion: 2 }] },
    supervision: { orders: [], oversight: null, dual },
  });
  expect(offersOn(it).map(({ form, known, among }) => [form.mutation, known, among])).toStrictEqual([
    ['decideDeskAnswers', { appealId: 'a-1', expectedVersion: 2, digest: 'd-2' }, 'items'],
    ['takeTrack', { appealId: 'a-1', track: 'LETTERS' }, undefined],
  ]);
});

test('what no document offers has no button, nor has what no form is made for', () => {
  expect(offersOn(caseAt('HANDLING', { ledgerEntry: { ...entry, actions: [] } }))).toStrictEqual([]);
  expect(offersOn(caseAt('SUBMITTED', { actions: [{ name: 'somethingNewer', expectedVersion: 1 }] }))).toStrictEqual([]);
});

test('a conflict names what became different, and nothing else', () => {
  const now = { ...entry, progress: { total: 2 }, handler: { id: 'k', name: '王建国' } };
  expect(
    changesBetween(caseAt('HANDLING', { ledgerEntry: entry }), caseAt('HANDLING', { ledgerEntry: now })).map(
      ({ what }) => what.en,
    ),
  ).toStrictEqual(['Handler', 'Progress']);
});
