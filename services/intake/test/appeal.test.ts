// Proves: what intake decides about an appeal follows from its own events and the facts it was told, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppealFacts, custodianOf, evolve, noAppeal, noFacts } from '../src/domain/appeal.js';
import { currentStep, noParts } from '../src/domain/case-row.js';
import { evaluate } from '../src/domain/evaluate.js';
import { submit } from '../src/domain/submit.js';
import { supplement } from '../src/domain/supplement.js';

const text = { vaultId: 'v', commitment: 'sm3:x' };
const appeal = {
  appealId: 'a',
  unifiedCode: '511902-20240315-4820917-K',
  channel: 'WINDOW',
  regionId: 'village',
  petitioner: { personId: 'p', kind: 'NAMED', lookupHash: null },
  accusedUnitIds: [],
  content: text,
  personal: null,
  queryCode: 's:h',
  receivedAt: '2026-03-02T02:00:00.000Z',
} as const;
const channels = [{ code: 'WINDOW', nameZh: '窗口', nameEn: 'Window', hasPetitioner: true }];
const closed: AppealFacts = {
  ...noFacts,
  assignment: { opened: true, units: [], closed: [{ round: 1, at: '2026-03-20T02:00:00.000Z' }] },
};
const evaluation = {
  appealId: 'a',
  satisfaction: 'SATISFIED',
  reason: null,
  now: Date.parse('2026-03-21T00:00:00Z'),
  windowDays: 30,
} as const;

const submission = { appeal: { ...appeal, accusedUnitIds: [] }, regionPath: ['district', 'village'], accused: [], channels };

test('a submission is refused where channel, region or accused unit is unknown', () => {
  assert.deepEqual(submit({ ...submission, channels: [] }), { refused: 'intake.channel' });
  assert.deepEqual(submit({ ...submission, regionPath: null }), { refused: 'intake.region' });
  assert.deepEqual(submit({ ...submission, accused: null }), { refused: 'intake.accused' });
});

test('an appeal about a unit is born restricted, and bars the unit and all under it', () => {
  const decided = submit({ ...submission, accused: ['u', 'u-below'] });
  assert.ok('length' in decided);
  const [event] = decided;
  assert.ok(event?.type === 'AppealSubmitted');
  assert.equal(event.data.restricted, true);
  assert.deepEqual(event.data.barred, ['unit:u', 'unit:u-below']);
});

test('custody only moves on', () => {
  assert.equal(custodianOf(noFacts), 'INTAKE');
  assert.equal(custodianOf({ ...noFacts, triage: { accepted: true, dismissed: false } }), 'TRIAGE');
  assert.equal(custodianOf(closed), 'ASSIGNMENT');
});

test('nothing is added to an appeal that is closed or dismissed', () => {
  const addition = { appealId: 'a', supplementId: 's', content: text };
  assert.deepEqual(supplement(closed, addition), { refused: 'intake.open' });
  assert.deepEqual(supplement({ ...noFacts, triage: { accepted: true, dismissed: true } }, addition), { refused: 'intake.open' });
  assert.deepEqual(supplement(noFacts, addition), [{ type: 'AppealSupplemented', v: 1, data: addition }]);
});

test('an evaluation is given once a round, in its window, with a reason for dissatisfaction', () => {
  assert.deepEqual(evaluate(noAppeal, noFacts, evaluation), { refused: 'intake.closed' });
  assert.deepEqual(evaluate(noAppeal, closed, { ...evaluation, satisfaction: 'DISSATISFIED' }), {
    refused: 'intake.evaluation-reason',
  });
  assert.deepEqual(evaluate(noAppeal, closed, { ...evaluation, now: Date.parse('2026-04-20T00:00:00Z') }), {
    refused: 'intake.evaluation-window',
  });
  const decided = evaluate(noAppeal, closed, evaluation);
  assert.ok('length' in decided);
  const [event] = decided;
  assert.ok(event !== undefined);
  const state = evolve(noAppeal, { ...event, time: '2026-03-21T00:00:00.000Z' });
  assert.deepEqual(evaluate(state, closed, evaluation), { refused: 'intake.evaluated' });
});

test('the shown step is the last custodian’s, whatever arrives first', () => {
  const step = (stage: 'SCREENING' | 'CLOSED') => ({ stage, at: '2026-03-02T02:00:00.000Z', dueAt: null, overdue: false });
  assert.equal(currentStep(noParts), null);
  assert.equal(currentStep({ ...noParts, triage: step('SCREENING'), assignment: step('CLOSED') })?.stage, 'CLOSED');
  assert.equal(currentStep({ ...noParts, triage: step('SCREENING') })?.stage, 'SCREENING');
});
