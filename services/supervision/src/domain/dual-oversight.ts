import {
  armedAt,
  type CaseAccess,
  caseAccess,
  endClock,
  firstArmed,
  noScope,
  type QuietClock,
  ranOut,
  type ScopeKnown,
  startQuietClock,
  underTerms,
} from '@daqidi/kernel';
import type { Finding, NewEventOf, Refused, SupervisionEvents, TextReference, TrackName } from '@daqidi/schemas';

/** What the two tracks that watch a complaint say (双督办; domain, 2.4). */
export type DualEvent = Extract<
  NewEventOf<'supervision'>,
  {
    type:
      | 'TrackOpened'
      | 'TrackTaken'
      | 'TrackNoted'
      | 'MaterialRequested'
      | 'TrackConcluded'
      | 'ConsentAsked'
      | 'ConsentStated'
      | 'ConsentLapsed'
      | 'DisagreementRaised'
      | 'DisagreementDecided'
      | 'JointDecisionDecided'
      | 'ClockOverdue'
      | 'ClockRederived';
  }
>;
export type Decision = readonly DualEvent[] | Refused;

export const trackNames: readonly TrackName[] = ['DISCIPLINE', 'LETTERS'];

type DualClockKind = 'TRACK' | 'CONSENT' | 'CONFERENCE';
export type DualClock = QuietClock<DualClockKind>;

export interface Conclusion {
  readonly finding: Finding;
  readonly text: TextReference;
  readonly transfer: TextReference | null;
  /** Whether the petitioner was pressed to withdraw; null where he has not. */
  readonly pressure: SupervisionEvents['TrackConcluded']['pressure'];
  readonly by: string;
  readonly at: string;
}

export interface Track {
  readonly openedAt: string;
  readonly inspectorId: string | null;
  /** Runs until the track concludes. */
  readonly clock: DualClock;
  readonly notes: number;
  readonly concluded: Conclusion | null;
}

export interface Consent {
  readonly by: string;
  readonly agrees: boolean;
  readonly reason: TextReference | null;
  readonly at: string;
}

/** A joint decision that both tracks are asked about. */
export interface Asked extends Pick<SupervisionEvents['ConsentAsked'], 'decision' | 'digest' | 'proposedBy'> {
  readonly at: string;
  readonly clock: DualClock;
  readonly consents: Readonly<Partial<Record<TrackName, Consent>>>;
}

/** Who decides between the tracks, and until when. */
export type Conference = Pick<SupervisionEvents['DisagreementRaised'], 'desk' | 'clock'>;

/** What the tracks disagree about, until the heads of the joint conference have decided. */
export interface Disagreement extends Pick<SupervisionEvents['DisagreementRaised'], 'about' | 'desk'> {
  readonly at: string;
  readonly clock: DualClock;
}

export interface DualState {
  readonly appealId: string | null;
  readonly tracks: Readonly<Partial<Record<TrackName, Track>>>;
  readonly asked: Asked | null;
  /** Digests of what is asked no more: decided, or withdrawn. */
  readonly answered: readonly string[];
  readonly disagreement: Disagreement | null;
  /** Who was asked to decide between the tracks, and sees them from then on. */
  readonly conference: Disagreement['desk'] | null;
  /** What the conference said last, and why. */
  readonly decided:
    | (Omit<SupervisionEvents['DisagreementDecided'], 'appealId'> & { readonly by: string; readonly at: string })
    | null;
}

/** What the oversight document of the case says, its review, and whoever had it when its petitioner withdrew. */
export interface DualFacts extends ScopeKnown {
  /** Whether the petitioner has withdrawn. */
  readonly withdrew: boolean;
  /** Officials who had to do with the case in its review: they do not inspect it (domain, 3). */
  readonly reviewers: readonly string[];
  /** What both are asked about, one after another in the order in which it was heard of; what was withdrawn is not among it. */
  readonly proposed: readonly Proposed[];
}

/** What the custodian of the case, or one of the tracks, has proposed to both. */
export type Proposed = Omit<SupervisionEvents['ConsentAsked'], 'clock'>;

export const noDual: DualState = {
  appealId: null,
  tracks: {},
  asked: null,
  answered: [],
  disagreement: null,
  conference: null,
  decided: null,
};
export const noFacts: DualFacts = { ...noScope, withdrew: false, reviewers: [], proposed: [] };

/**
 * Who sees the tracks: the two that hold them and who stands in for them, of a case that is no secret too. What one has noted is shown
 * to it alone.
 */
export const accessOf = ({ appealId }: DualState, { scope }: DualFacts): CaseAccess | null => {
  if (appealId === null || scope === null) return null;
  const offices = scope.restricted ? scope.offices : (['LETTERS', 'SECRETARIAT', 'DISCIPLINE', 'CITY'] as const);
  return caseAccess({ ...scope, restricted: true, offices: [...offices] }, { units: [] });
};

const withTrack = (state: DualState, name: TrackName, change: (track: Track) => Track): DualState => {
  const track = state.tracks[name];
  return track === undefined ? state : { ...state, tracks: { ...state.tracks, [name]: change(track) } };
};

/** A clock of the two tracks by its kind; of a track's, by its name. */
export interface ClockName {
  readonly clock: DualClockKind;
  readonly track: TrackName | null;
}

const withClock = (state: DualState, { clock: kind, track }: ClockName, change: (clock: DualClock) => DualClock): DualState => {
  if (kind === 'TRACK') return track === null ? state : withTrack(state, track, (one) => ({ ...one, clock: change(one.clock) }));
  const { asked, disagreement } = state;
  if (kind === 'CONSENT') return { ...state, asked: asked && { ...asked, clock: change(asked.clock) } };
  return { ...state, disagreement: disagreement && { ...disagreement, clock: change(disagreement.clock) } };
};

/** Every clock that was started and has not gone with what it timed. */
export const clocksOf = ({ tracks, asked, disagreement }: DualState): readonly (ClockName & { readonly terms: DualClock })[] => [
  ...trackNames.flatMap((track) => {
    const one = tracks[track];
    return one === undefined ? [] : [{ clock: 'TRACK' as const, track, terms: one.clock }];
  }),
  ...(asked === null ? [] : [{ clock: 'CONSENT' as const, track: null, terms: asked.clock }]),
  ...(disagreement === null ? [] : [{ clock: 'CONFERENCE' as const, track: null, terms: disagreement.clock }]),
];

/** The clock whose timer fires first. */
export const firstClock = (state: DualState) => firstArmed(clocksOf(state), ({ terms }) => terms);

/** When that is, ms since the epoch. */
export const nextDueAt = (state: DualState): number | null => armedAt(firstClock(state)?.terms ?? null);

const isDualClock = (kind: string | undefined): kind is DualClockKind =>
  kind === 'TRACK' || kind === 'CONSENT' || kind === 'CONFERENCE';

export const evolve = (
  state: DualState,
  event: DualEvent & { readonly time: string; readonly actor: { readonly person: string } },
): DualState => {
  const { time: at } = event;
  const by = event.actor.person;
  switch (event.type) {
    case 'TrackOpened': {
      const { appealId, track, clock } = event.data;
      const opened: Track = {
        openedAt: at,
        inspectorId: null,
        clock: startQuietClock('TRACK', clock),
        notes: 0,
        concluded: null,
      };
      return { ...state, appealId, tracks: { ...state.tracks, [track]: opened } };
    }
    case 'TrackTaken':
      return withTrack(state, event.data.track, (track) => ({ ...track, inspectorId: by }));
    case 'TrackNoted':
      return withTrack(state, event.data.track, (track) => ({ ...track, notes: track.notes + 1 }));
    case 'MaterialRequested':
      return state;
    case 'TrackConcluded': {
      const { appealId: _, track: name, ...conclusion } = event.data;
      return withTrack(state, name, (track) => ({
        ...track,
        clock: endClock(track.clock) ?? track.clock,
        concluded: { ...conclusion, by, at },
      }));
    }
    case 'ConsentAsked': {
      const { appealId: _, clock, ...asked } = event.data;
      return { ...state, asked: { ...asked, at, clock: startQuietClock('CONSENT', clock), consents: {} } };
    }
    case 'ConsentStated': {
      const { track, agrees, reason } = event.data;
      const { asked } = state;
      return { ...state, asked: asked && { ...asked, consents: { ...asked.consents, [track]: { by, agrees, reason, at } } } };
    }
    case 'ConsentLapsed':
    case 'JointDecisionDecided':
      return {
        ...state,
        asked: null,
        answered: [...state.answered, event.data.digest],
        disagreement: state.disagreement?.about === 'DECISION' ? null : state.disagreement,
      };
    case 'DisagreementRaised': {
      const { about, desk, clock } = event.data;
      const asked =
        state.asked && about === 'DECISION'
          ? { ...state.asked, clock: endClock(state.asked.clock) ?? state.asked.clock }
          : state.asked;
      return {
        ...state,
        asked,
        disagreement: { about, desk, at, clock: startQuietClock('CONFERENCE', clock) },
        conference: desk,
      };
    }
    case 'DisagreementDecided': {
      const { appealId: _, ...decided } = event.data;
      return { ...state, disagreement: null, decided: { ...decided, by, at } };
    }
    case 'ClockOverdue': {
      const { clock, track } = event.data;
      return isDualClock(clock) ? withClock(state, { clock, track }, (one) => ranOut(one) ?? one) : state;
    }
    case 'ClockRederived': {
      const { clock, track = null, deadline, withdraws = false } = event.data;
      return isDualClock(clock) ? withClock(state, { clock, track }, (one) => underTerms(one, deadline, withdraws)) : state;
    }
  }
};
