import type { Deadline, Refused, SupervisionEvents, TextReference, TrackName } from '@daqidi/schemas';
import {
  type Asked,
  type Conference,
  type Decision,
  type Disagreement,
  type DualEvent,
  type DualFacts,
  type DualState,
  type Proposed,
  trackNames,
} from './dual-oversight.js';
import { type Acting, heldTrack } from './tracks.js';

/** Heard of, and waits for its turn. */
export const withProposed = (facts: DualFacts, proposed: Proposed): DualFacts => ({
  ...facts,
  proposed: [...facts.proposed.filter(({ digest }) => digest !== proposed.digest), proposed],
});

/** It was withdrawn or overtaken. */
export const withoutProposed = (facts: DualFacts, digest: string): DualFacts => ({
  ...facts,
  proposed: facts.proposed.filter((one) => one.digest !== digest),
});

/** Both tracks are asked about what the custodian of the case proposed; one decision at a time, once there are tracks. */
export const askConsent = (
  { appealId, asked, answered }: Pick<DualState, 'appealId' | 'asked' | 'answered'>,
  { proposed }: DualFacts,
  clock: Deadline,
): readonly DualEvent[] => {
  const next = proposed.find(({ digest }) => !answered.includes(digest));
  return appealId === null || asked !== null || next === undefined
    ? []
    : [{ type: 'ConsentAsked', v: 1, data: { ...next, clock } }];
};

/** The proposal was withdrawn or overtaken: later consents have no effect, and the next has its turn. */
export const lapse = (state: DualState, facts: DualFacts, digest: string, clock: Deadline): readonly DualEvent[] => {
  const { appealId, asked } = state;
  if (appealId === null || asked?.digest !== digest) return [];
  return [{ type: 'ConsentLapsed', v: 1, data: { appealId, digest } }, ...askConsent({ ...state, asked: null }, facts, clock)];
};

const decided = (appealId: string, { decision, digest }: Asked, agreed: boolean): DualEvent => ({
  type: 'JointDecisionDecided',
  v: 1,
  data: { appealId, decision, digest, agreed },
});

/** Whoever proposed it in a review does not judge it as an inspector; a track that proposes it speaks for itself. */
const isOfPanel = ({ decision }: Asked): boolean => decision === 'DISMISSAL' || decision === 'VERDICT';

export interface Consenting {
  readonly digest: string;
  readonly agrees: boolean;
  readonly reason: TextReference | null;
  readonly conference: Conference;
}

/** Who was recused since has said nothing: his successor is asked anew (domain, 2.4). */
const standing = ({ consents }: Asked, track: TrackName, { isCompetent }: Acting) => {
  const given = consents[track];
  return given !== undefined && isCompetent(given.by, track) ? given : null;
};

/** Why this person does not answer for the track now. */
export const notConsenting = (state: DualState, track: TrackName, acting: Acting): Refused | null => {
  const { appealId, asked } = state;
  if (asked === null || appealId === null) return { refused: 'joint.none' };
  if (state.disagreement !== null) return { refused: 'joint.open' };
  if (asked.proposedBy === acting.person && isOfPanel(asked)) return { refused: 'joint.own' };
  if (heldTrack(state, track, acting) === null) return { refused: 'track.inspector' };
  return standing(asked, track, acting) === null ? null : { refused: 'joint.once' };
};

/** A track answers. Once both have, the decision stands or falls; where they differ the conference decides. */
export const stateConsent = (
  state: DualState,
  track: TrackName,
  acting: Acting,
  { digest, agrees, reason, conference }: Consenting,
): Decision => {
  const { appealId, asked } = state;
  const wrong = notConsenting(state, track, acting);
  if (wrong !== null || asked === null || appealId === null) return wrong ?? { refused: 'joint.none' };
  if (asked.digest !== digest) return { refused: 'joint.digest' };
  if (!agrees && reason === null) return { refused: 'joint.reason' };
  const stated: DualEvent = { type: 'ConsentStated', v: 1, data: { appealId, track, digest, agrees, reason } };
  const other = trackNames.filter((name) => name !== track).map((name) => standing(asked, name, acting))[0] ?? null;
  if (other === null) return [stated];
  if (other.agrees === agrees) return [stated, decided(appealId, asked, agrees)];
  return [stated, { type: 'DisagreementRaised', v: 1, data: { appealId, about: 'DECISION', ...conference } }];
};

export interface Verdict {
  readonly about: Disagreement['about'];
  /** Whether the decision stands; null about findings. */
  readonly agreed: boolean | null;
  /** Which finding stands; null about a decision. */
  readonly finding: SupervisionEvents['DisagreementDecided']['finding'];
  readonly reason: TextReference;
}

/** Why there is nothing for the conference to decide. */
export const noDisagreement = ({ disagreement }: DualState): Refused | null =>
  disagreement === null ? { refused: 'joint.agreed' } : null;

/** One command of a head of the joint conference, or of who stands in (domain, 2.4). */
export const decideDisagreement = (state: DualState, { about, agreed, finding, reason }: Verdict): Decision => {
  const { appealId, disagreement, asked } = state;
  const wrong = noDisagreement(state);
  if (wrong !== null || appealId === null || disagreement?.about !== about) return wrong ?? { refused: 'joint.agreed' };
  if ((about === 'DECISION') !== (agreed !== null) || (about === 'CONCLUSIONS') !== (finding !== null))
    return { refused: 'joint.answer' };
  const findings = trackNames.map((track) => state.tracks[track]?.concluded?.finding);
  if (finding !== null && !findings.includes(finding)) return { refused: 'joint.answer' };
  const said: DualEvent = { type: 'DisagreementDecided', v: 1, data: { appealId, about, agreed, finding, reason } };
  return agreed === null || asked === null ? [said] : [said, decided(appealId, asked, agreed)];
};
