import type { Reasonableness, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

/**
 * Whether a verdict follows the opinions that were given: no other has more of them. Where they are tied there is no majority, and each
 * of the foremost follows.
 */
export const followsOpinions = ({ opinions }: TriageState, verdict: Reasonableness): boolean => {
  const votes = (each: Reasonableness): number => opinions.filter(({ reasonableness }) => reasonableness === each).length;
  return opinions.every(({ reasonableness }) => votes(reasonableness) <= votes(verdict));
};

/** Who decides on a verdict against the majority: under which post. */
export interface Leader {
  readonly person: string;
  readonly unitId: string | null;
}

/** Why this leader does not decide on a verdict now. */
export const notDecidable = ({ stage, proposal }: TriageState, { person, unitId }: Leader): Refused | null => {
  if (stage !== 'ASSESSING' || proposal === null) return { refused: 'triage.proposal' };
  return unitId === proposal.verdict.unitId && person !== proposal.reviewer ? null : { refused: 'triage.leader' };
};

/** Why he does not let it stand now: it may have become restricted meanwhile. */
export const notApprovable = (state: TriageState, { scope }: TriageFacts, leader: Leader): Refused | null =>
  notDecidable(state, leader) ?? (scope?.restricted ? { refused: 'triage.both-tracks' } : null);

/** The leader of the panel's government lets it stand: the case leaves triage with it (domain, 2.2). */
export const approve = (state: TriageState, facts: TriageFacts, leader: Leader): Decision => {
  const wrong = notApprovable(state, facts, leader);
  const { scope } = facts;
  if (wrong !== null || state.proposal === null || state.accepted === null || scope === null)
    return wrong ?? { refused: 'triage.proposal' };
  const { unitId: _unit, reason: _reason, ...assessment } = state.proposal.verdict;
  return [
    { type: 'VerdictApproved', v: 1, data: { appealId: assessment.appealId } },
    { type: 'AppealAssessed', v: 1, data: { ...assessment, regionId: state.accepted.regionId, ...scope } },
  ];
};

/** It does not stand: the panel decides again. */
export const refuse = (state: TriageState, leader: Leader, appealId: string, reason: TextReference): Decision =>
  notDecidable(state, leader) ?? [{ type: 'VerdictRefused', v: 1, data: { appealId, reason } }];
