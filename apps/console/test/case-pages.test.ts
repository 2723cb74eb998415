// Promise: a list's address says exactly what it filters; a form sends what was typed and nothing else; a conflict names what became
// different; and a page offers what the contract's roles may ever do, with the version that it shows.
import { DismissAppealForm, FillPetitionerSlotForm, type ReadCaseQuery } from '@daqidi/schemas/operations';
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
    withdrawal: null,
    triage: null,
    ledgerEntry: null,
    supervision: null,
    ...more,
  }) as unknown as Case;

const offered = (it: Case, ...roles: readonly string[]) => offersOn(it, new Set(roles)).map(({ form }) => form.mutation);

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

test('an action is offered to its roles at its stage, with what the page shows', () => {
  const signing = caseAt('SIGNING_OFF', { ledgerEntry: entry });
  expect(offered(signing, 'CENTRE_CLERK')).toContain('fillPetitionerSlot');
  expect(offered(signing, 'MAIN_LEADER')).not.toContain('countersign');
  expect(offered(caseAt('HANDLING', { ledgerEntry: entry }), 'HANDLER')).toStrictEqual(
    expect.arrayContaining(['proposeResult', 'recordProgress']),
  );
  expect(offered(caseAt('HANDLING', { ledgerEntry: entry }), 'AUDITOR')).not.toContain('recordProgress');
  const [slot] = offersOn(signing, new Set(['CENTRE_CLERK'])).filter(({ form }) => form.mutation === 'fillPetitionerSlot');
  expect(slot?.known).toStrictEqual({ appealId: 'a-1', expectedVersion: 7, digest: 'd-1' });
});

test('what the reader may not see is not acted on', () => {
  expect(offered(caseAt('SCREENING'), 'VILLAGE_REVIEWER')).not.toContain('passScreening');
});

test('a conflict names what became different, and nothing else', () => {
  const now = { ...entry, progress: { total: 2 }, handler: { id: 'k', name: '王建国' } };
  expect(
    changesBetween(caseAt('HANDLING', { ledgerEntry: entry }), caseAt('HANDLING', { ledgerEntry: now })).map(
      ({ what }) => what.en,
    ),
  ).toStrictEqual(['Handler', 'Progress']);
});
