import { digestOf, overtakenWithdrawal } from '@daqidi/kernel';
import type { TriageEvents } from '@daqidi/schemas';
import type { Decision, TriageEvent, TriageFacts, TriageState } from './triage-case.js';

type Proposed = TriageEvents['JointDecisionProposed'];

/** Both supervision tracks are asked about exactly this (domain, 2.2 and 2.4). */
export const proposeJointly = ({ jointDecisions }: TriageState, content: Omit<Proposed, 'digest'>): readonly TriageEvent[] => [
  { type: 'JointDecisionProposed', v: 1, data: { ...content, digest: digestOf({ ...content, number: jointDecisions + 1 }) } },
];

const withdrawn = ({ appealId, digest }: Proposed): TriageEvent => ({
  type: 'JointDecisionWithdrawn',
  v: 1,
  data: { appealId, digest },
});

/** The panel takes it back, before both tracks have answered. */
export const withdrawJointly = ({ joint }: TriageState): Decision =>
  joint === null ? { refused: 'joint.none' } : [withdrawn(joint.proposed)];

/** A case that is no secret any more asks nobody; the panel decides by itself. */
export const overtaken = ({ joint }: TriageState, { scope }: TriageFacts): readonly TriageEvent[] =>
  joint === null || scope === null || scope.restricted ? [] : [withdrawn(joint.proposed)];

/** Carries out what both tracks have agreed to, where it still waits; to anything else their answer has no effect. */
export const settleJointly = (
  { joint, accepted, withdrawal }: TriageState,
  { scope }: TriageFacts,
  { digest, agreed }: { readonly digest: string; readonly agreed: boolean },
  /** Whether the unit that the verdict proposes has turned out to be accused. */
  isConflicted: (unitId: string) => boolean,
): readonly TriageEvent[] => {
  if (joint === null || accepted === null || scope === null || joint.proposed.digest !== digest) return [];
  const { appealId, dismissal, verdict } = joint.proposed;
  if (agreed && verdict !== null && isConflicted(verdict.proposedUnitId)) return [withdrawn(joint.proposed)];
  const settled: TriageEvent = { type: 'JointDecisionSettled', v: 1, data: { appealId, digest, agreed } };
  if (!agreed) return [settled];
  if (dismissal !== null)
    return [
      settled,
      { type: 'AppealDismissed', v: 1, data: { appealId, ...dismissal } },
      ...overtakenWithdrawal(withdrawal, appealId),
    ];
  if (verdict === null) return [settled];
  return [settled, { type: 'AppealAssessed', v: 1, data: { appealId, ...verdict, regionId: accepted.regionId, ...scope } }];
};
