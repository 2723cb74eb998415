// Proves: what intake decides about an appeal follows from its own events and the facts it was told, and nothing else.
import { invariant } from '@daqidi/testing';
import { type AppealFacts, custodianOf, noFacts } from '../src/domain/appeal.js';
import { currentStep, noParts } from '../src/domain/case-row.js';
import { submit } from '../src/domain/submit.js';
import { supplement } from '../src/domain/supplement.js';

const text = { vaultId: 'v', commitment: 'sm3:x' };
const appeal = {
  appealId: 'a',
  unifiedCode: '511902-20240315-4820917-K',
  channel: 'WINDOW',
  regionId: 'village',
  petitioner: { personId: 'p', kind: 'NAMED', protected: false },
  accused: { units: [], persons: [], since: 2026 },
  content: text,
  personal: null,
  queryCode: 's:h',
  receivedAt: '2026-03-02T02:00:00.000Z',
} as const;
const channel = {
  code: 'WINDOW',
  nameZh: '窗口',
  nameEn: 'Window',
  hasPetitioner: true,
  usedBy: ['CENTRE_CLERK'],
  machinesOnly: false,
  asksFor: [],
  requires: [],
  validFrom: '2021-01-01',
  validTo: null,
};
const channels = [channel];
const by = { roles: ['CENTRE_CLERK'], machine: false };
const closed: AppealFacts = {
  ...noFacts,
  assignment: { ...noFacts.assignment, opened: true, closed: [{ round: 1, at: '2026-03-20T02:00:00.000Z' }] },
};

const scope = { number: 0, regionPath: ['district', 'village'], barred: [], recused: [], restricted: false, offices: [] };
const submission = { appeal, scope, channels, by, consultation: false };

test('a submission is refused where channel or region is unknown', () => {
  expect(submit({ ...submission, channels: [] })).toStrictEqual({ refused: 'intake.channel' });
  expect(submit({ ...submission, scope: null })).toStrictEqual({ refused: 'intake.region' });
});

test('a channel is for those whom it names', () => {
  const refused = { refused: 'intake.channel-user' };
  expect(submit({ ...submission, by: { roles: ['PETITIONER'], machine: false } })).toStrictEqual(refused);
  expect(submit({ ...submission, by: { roles: [], machine: true } })).toStrictEqual(refused);
  const forMachines = { ...submission, channels: [{ ...channel, machinesOnly: true }] };
  expect(submit(forMachines)).toStrictEqual(refused);
  expect(submit({ ...forMachines, by: { ...by, machine: true } })).toMatchObject([{ type: 'AppealSubmitted' }]);
});

test('an appeal is born with its scope', () => {
  const decided = submit({ ...submission, scope: { ...scope, restricted: true, barred: ['unit:u@2024'] } });
  invariant('length' in decided);
  expect(decided[0]?.data).toMatchObject({ appealId: 'a', restricted: true, barred: ['unit:u@2024'] });
});

test('custody only moves on', () => {
  expect(custodianOf(noFacts)).toBe('INTAKE');
  expect(custodianOf({ ...noFacts, triage: { ...noFacts.triage, accepted: true } })).toBe('TRIAGE');
  expect(custodianOf(closed)).toBe('ASSIGNMENT');
});

test('nothing is added to an appeal that is closed or dismissed', () => {
  const addition = { appealId: 'a', supplementId: 's', content: text };
  expect(supplement(closed, addition)).toStrictEqual({ refused: 'intake.open' });
  expect(supplement({ ...noFacts, triage: { ...noFacts.triage, accepted: true, dismissed: true } }, addition)).toStrictEqual({
    refused: 'intake.open',
  });
  expect(supplement(noFacts, addition)).toStrictEqual([{ type: 'AppealSupplemented', v: 1, data: addition }]);
});

test('the shown step is the last custodian’s, whatever arrives first', () => {
  const step = (stage: 'SCREENING' | 'CLOSED') => ({ stage, at: '2026-03-02T02:00:00.000Z', dueAt: null, overdue: false });
  expect(currentStep(noParts)).toBeNull();
  expect(currentStep({ ...noParts, triage: step('SCREENING'), assignment: step('CLOSED') })?.stage).toBe('CLOSED');
  expect(currentStep({ ...noParts, triage: step('SCREENING') })?.stage).toBe('SCREENING');
});
