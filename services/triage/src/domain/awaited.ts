import { membersOf } from '@daqidi/kernel';
import type { Refused } from '@daqidi/schemas';
import { misplaced } from './assess.js';
import { exceptIn } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

type Offices = Parameters<typeof membersOf>[0];

/** Members of the panel whose opinion is missing now (ms since the epoch). */
export const awaitedIn = (state: TriageState, facts: TriageFacts, offices: Offices, now: number): readonly string[] => {
  const { scope } = facts;
  if (state.stage !== 'ASSESSING' || scope === null) return [];
  const members = membersOf(offices, state.desk, { scope, now, except: exceptIn(state, facts) }).map(({ personId }) => personId);
  const given = new Set(state.opinions.map(({ reviewer }) => reviewer));
  return members.filter((person) => !given.has(person));
};

interface Reminding {
  readonly reviewer: Reviewer;
  /** Of the panel, himself perhaps among them. */
  readonly awaited: readonly string[];
  /** In Asia/Shanghai. */
  readonly today: string;
}

/** Why this member reminds nobody now. */
export const notReminding = (state: TriageState, facts: TriageFacts, { reviewer, awaited, today }: Reminding): Refused | null => {
  const wrong = misplaced(state, facts, reviewer);
  if (wrong !== null) return wrong;
  if (!awaited.some((person) => person !== reviewer.person)) return { refused: 'triage.awaited' };
  return state.remindedOn === today ? { refused: 'triage.reminded' } : null;
};

export const remindPanel = (state: TriageState, facts: TriageFacts, appealId: string, reminding: Reminding): Decision => {
  const { reviewer, awaited, today: day } = reminding;
  const personIds = awaited.filter((person) => person !== reviewer.person);
  return notReminding(state, facts, reminding) ?? [{ type: 'OpinionsAwaited', v: 1, data: { appealId, personIds, day } }];
};
