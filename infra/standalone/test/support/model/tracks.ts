// The two tracks that watch a complaint, and what both decide together (domain page, 2.2 and 2.4).
import type { Case, Dual, Track, TrackName } from './cases.js';
import { everybody, type Somebody } from './people.js';

export const trackNames: readonly TrackName[] = ['DISCIPLINE', 'LETTERS'];

const untaken = (): Track => ({ inspector: null, finding: null, consent: null });

/** Both open together. */
export const newDual = (): Dual => ({
  version: 1,
  tracks: { DISCIPLINE: untaken(), LETTERS: untaken() },
  asked: null,
  disagreement: null,
  conference: false,
});

export const otherTrack = (name: TrackName): TrackName => (name === 'LETTERS' ? 'DISCIPLINE' : 'LETTERS');

export const roleOfTrack = (name: TrackName): string => (name === 'LETTERS' ? 'LETTERS_OFFICER' : 'DISCIPLINE_INSPECTOR');

/** Who may hold a track: nobody who reviewed the case, unless nobody else is left. */
export const seatedAt = ({ review: { reviewers } }: Case, name: TrackName): readonly Somebody[] => {
  const people = everybody.filter(({ role }) => role === roleOfTrack(name));
  const fresh = people.filter(({ sub }) => !reviewers.includes(sub));
  return fresh.length > 0 ? fresh : people;
};

export const isSeated = (about: Case, name: TrackName, sub: string | null): boolean =>
  seatedAt(about, name).some((each) => each.sub === sub);

export const holds = (about: Case, name: TrackName, sub: string): boolean =>
  about.dual?.tracks[name].inspector === sub && isSeated(about, name, sub);

/** What a track has answered, where whoever did may still speak for it. */
export const consentOf = (about: Case, name: TrackName): boolean | null => {
  const given = about.dual?.tracks[name].consent ?? null;
  return given !== null && isSeated(about, name, given.by) ? given.agrees : null;
};

/** Whether the last signature has to wait for the tracks. */
export const tracksOpen = ({ dual, entry }: Case): boolean => {
  if (dual === null) return entry?.category === 'COMPLAINT';
  const concluded = trackNames.every((name) => dual.tracks[name].finding !== null);
  return !concluded || dual.asked !== null || dual.disagreement !== null;
};
