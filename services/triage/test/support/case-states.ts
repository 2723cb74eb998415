// States of a case as its own decisions make them, without a store.
import type { IntakeAppealSubmittedV1, Refused } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import { accept } from '../../src/domain/accept.js';
import { giveOpinion, type Verdict } from '../../src/domain/assess.js';
import { pass } from '../../src/domain/screen.js';
import { evolve, noCase, noFacts, type TriageEvent, type TriageFacts, type TriageState } from '../../src/domain/triage-case.js';

export const officeOf = (regionId: string, role: string): string => `u-${regionId}-${role}`;
export const clock = {
  startedOn: '2026-03-02',
  workingDays: 2,
  dueSoonAt: '2026-03-02T15:59:59.999Z',
  dueAt: '2026-03-04T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
export const text = { vaultId: 'v', commitment: 'sm3:x' };
const submitted = {
  appealId: 'a',
  regionId: 'v',
  regionPath: ['d'],
  petitioner: { personId: 'p' },
} as unknown as IntakeAppealSubmittedV1;
export const scope = { number: 0, regionPath: ['d', 't', 'v'], barred: [], recused: [], restricted: false, offices: [] };
export const known: TriageFacts = { ...noFacts, submitted, scope, takenInBy: 'clerk' };
export const secret: TriageFacts = { ...known, scope: { ...scope, restricted: true, offices: ['LETTERS', 'DISCIPLINE'] } };

export const at = '2026-03-02T02:00:00.000Z';

/** What was decided has happened; a refusal is none. */
export const given = (
  state: TriageState,
  decided: readonly TriageEvent[] | Refused,
  person = 'system',
  time = at,
  post: string | null = null,
): TriageState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce((known, event) => evolve(known, { ...event, time, actor: { person, post } }), state);
};
export const accepted = (facts = known) => given(noCase, accept(noCase, facts, facts === secret ? 'LETTERS' : 'VILLAGE', clock));
export const on = { appealId: 'a', desk: 'TOWNSHIP', clock } as const;
export const villager = { person: 'first', role: 'VILLAGE_REVIEWER', unitId: 'u-v' };
export const letters = (person: string) => ({ person, role: 'LETTERS_OFFICER', unitId: 'u-letters' });
export const passed = () => given(accepted(), pass(accepted(), known, villager, on), 'first');
export const opinion = { appealId: 'a', office: null, reasonableness: 'REASONABLE', text } as const;
export const reviewer = (person: string) => ({ person, role: 'TOWNSHIP_REVIEWER', unitId: 'u-t' });
export const heard = (state: TriageState, ...people: readonly string[]) =>
  people.reduce((before, person) => given(before, giveOpinion(before, known, reviewer(person), opinion), person), state);
export const verdict: Verdict = {
  assessment: {
    appealId: 'a',
    reasonableness: 'REASONABLE',
    reasonablePart: null,
    category: 'RESOLUTION',
    subject: 's',
    level: 'TOWNSHIP',
    grade: 'D1',
    proposedUnitId: 'u-t',
    helperUnitIds: ['u-h'],
    commonProblem: false,
    complex: false,
  },
  places: ['d', 't', 'v'],
  unit: { kind: 'TOWNSHIP_GOVERNMENT', level: 'TOWNSHIP', regionId: 't' },
  unitAccused: false,
  helpersFit: true,
  subjectKnown: true,
  opinionsNeeded: 2,
  reason: null,
};
