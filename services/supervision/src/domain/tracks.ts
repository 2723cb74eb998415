import { type Rederivation, rederivedOf } from '@daqidi/kernel';
import type { Deadline, Finding, Refused, SupervisionEvents, TextReference, TrackName } from '@daqidi/schemas';
import {
  type Conference,
  clocksOf,
  type Decision,
  type DualClock,
  type DualEvent,
  type DualFacts,
  type DualState,
  firstClock,
  type Track,
  trackNames,
} from './dual-oversight.js';

/** Both tracks open together, once, as soon as an appeal is claimed or judged to be a complaint (domain, 2.4). */
export const openTracks = ({ appealId: known }: DualState, appealId: string, clock: Deadline): readonly DualEvent[] =>
  known === null ? trackNames.map((track) => ({ type: 'TrackOpened', v: 1, data: { appealId, track, clock } })) : [];

/** Who acts, and whether others may still do what they took on. */
export interface Acting {
  readonly person: string;
  /** Whether somebody sits at the track's desk now and is in no conflict with the case. */
  isCompetent(person: string, track: TrackName): boolean;
}

const otherThan = (track: TrackName): TrackName => (track === 'LETTERS' ? 'DISCIPLINE' : 'LETTERS');

/** The first takes it; another only where the inspector may not go on. One person never holds both tracks (domain, 2.4). */
export const takeTrack = (state: DualState, track: TrackName, { person, isCompetent }: Acting): Decision => {
  const { [track]: own, [otherThan(track)]: other } = state.tracks;
  if (state.appealId === null || own === undefined || own.concluded !== null) return { refused: 'track.status' };
  if (!isCompetent(person, track)) return { refused: 'track.desk' };
  if (own.inspectorId !== null && isCompetent(own.inspectorId, track)) return { refused: 'track.taken' };
  if (other?.inspectorId === person) return { refused: 'track.both' };
  return [{ type: 'TrackTaken', v: 1, data: { appealId: state.appealId, track } }];
};

/** The track, where this person holds it and may go on with it. */
export const heldTrack = (state: DualState, track: TrackName, { person, isCompetent }: Acting): Track | null => {
  const own = state.tracks[track];
  return own !== undefined && own.inspectorId === person && isCompetent(person, track) ? own : null;
};

/** Why this person does nothing on the track now: somebody else holds it, or it has concluded. */
export const notOnTrack = (state: DualState, track: TrackName, acting: Acting): Refused | null => {
  const own = heldTrack(state, track, acting);
  if (own === null || state.appealId === null) return { refused: 'track.inspector' };
  return own.concluded === null ? null : { refused: 'track.status' };
};

/** Why he does not conclude it now: the conference has yet to decide. */
export const notConcluding = (state: DualState, track: TrackName, acting: Acting): Refused | null =>
  notOnTrack(state, track, acting) ?? (state.disagreement === null ? null : { refused: 'joint.open' });

export const noteTrack = (state: DualState, track: TrackName, acting: Acting, text: TextReference): Decision => {
  const wrong = notOnTrack(state, track, acting);
  if (wrong !== null || state.appealId === null) return wrong ?? { refused: 'track.inspector' };
  return [{ type: 'TrackNoted', v: 1, data: { appealId: state.appealId, track, text } }];
};

/** A unified code, however it is written. */
const unifiedCode = /\d{6}[\s\p{Pd}]*\d{8}[\s\p{Pd}]*\d{7}/u;

/** Whether a text that is shown to a unit names the case, or any other, by its code or id. */
export const namesCase = (text: string, appealId: string): boolean =>
  text.includes(appealId) || unifiedCode.test(text.normalize('NFKC'));

/** What the directory and the text say of a request for material. */
interface Asking {
  readonly mayBeAsked: boolean;
  readonly namesCase: boolean;
}

/** Of a unit that is in no conflict with the case, which it is not told of (domain, 3). */
export const requestMaterial = (
  state: DualState,
  acting: Acting,
  request: Omit<SupervisionEvents['MaterialRequested'], 'appealId'>,
  asking: Asking,
): Decision => {
  const wrong = notOnTrack(state, request.track, acting);
  if (wrong !== null || state.appealId === null) return wrong ?? { refused: 'track.inspector' };
  if (!asking.mayBeAsked) return { refused: 'material.unit' };
  if (asking.namesCase) return { refused: 'material.names-case' };
  return [{ type: 'MaterialRequested', v: 1, data: { appealId: state.appealId, ...request } }];
};

export interface Concluding {
  readonly finding: Finding;
  readonly text: TextReference;
  readonly transfer: TextReference | null;
  /** Whether the petitioner was pressed to withdraw; null where nothing is said of it. */
  readonly pressure: SupervisionEvents['TrackConcluded']['pressure'];
  /** Decides where the tracks find different things. */
  readonly conference: Conference;
}

/**
 * A track concludes for itself; where the other has found something else, the conference decides which finding stands. Where the
 * petitioner has withdrawn it says whether there was pressure (domain, 2.4).
 */
export const concludeTrack = (
  state: DualState,
  { withdrew }: DualFacts,
  track: TrackName,
  acting: Acting,
  concluding: Concluding,
): Decision => {
  const { finding, text, transfer, pressure, conference } = concluding;
  const { appealId } = state;
  const wrong = notConcluding(state, track, acting);
  if (wrong !== null || appealId === null) return wrong ?? { refused: 'track.inspector' };
  if ((finding === 'TRANSFERRED') !== (transfer !== null)) return { refused: 'track.transfer' };
  if (withdrew !== (pressure !== null)) return { refused: 'track.pressure' };
  const concluded: DualEvent = { type: 'TrackConcluded', v: 1, data: { appealId, track, finding, text, transfer, pressure } };
  const other = state.tracks[otherThan(track)]?.concluded ?? null;
  // A clue that was handed on is no finding that another could contradict.
  const findings = [finding, other?.finding].filter((found) => found !== undefined && found !== 'TRANSFERRED');
  if (new Set(findings).size < 2) return [concluded];
  return [concluded, { type: 'DisagreementRaised', v: 1, data: { appealId, about: 'CONCLUSIONS', ...conference } }];
};

/** What is said when the first timer is due; `unitOf`: the office that owes it. */
export const timeOut = (state: DualState, unitOf: (track: TrackName | null) => string | null): readonly DualEvent[] => {
  const due = firstClock(state);
  if (due === null || state.appealId === null) return [];
  const { clock, terms } = due;
  const track = due.track ?? missingConsent(state);
  const data = { appealId: state.appealId, clock, track: due.track, dueAt: terms.dueAt, unitId: unitOf(track) };
  return [{ type: 'ClockOverdue', v: 1, data }];
};

/** The first track that has not answered the joint decision. */
const missingConsent = ({ asked, disagreement }: DualState): TrackName | null =>
  asked === null || disagreement !== null ? null : (trackNames.find((track) => asked.consents[track] === undefined) ?? null);

/** Every open clock by the holiday lists as they are known now (ms since the epoch). */
export const rederiveClocks = (
  state: DualState,
  rederive: (clock: DualClock) => Rederivation | null,
  now: number,
): readonly DualEvent[] =>
  clocksOf(state).flatMap(({ track, terms }) => {
    const about = state.appealId === null ? null : { appealId: state.appealId };
    return rederivedOf(terms, about, rederive(terms), now).map((said) => ({ ...said, data: { ...said.data, track } }));
  });
