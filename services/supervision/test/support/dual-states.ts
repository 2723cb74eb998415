// States of the two tracks as their own decisions make them, without a store.
import { invariant } from '@daqidi/testing';
import { type Decision, type DualEvent, type DualState, evolve, noDual } from '../../src/domain/dual-oversight.js';
import { type Acting, openTracks, takeTrack } from '../../src/domain/tracks.js';

export const clock = {
  startedOn: '2026-03-02',
  workingDays: 5,
  dueSoonAt: '2026-03-06T15:59:59.999Z',
  dueAt: '2026-03-09T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
export const at = '2026-03-02T02:00:00.000Z';
export const text = { vaultId: 'v', commitment: 'sm3:v' };
export const appealId = 'appeal-0000000000001';
export const conference = { desk: 'CONFERENCE', clock } as const;

/** What was decided has happened; a refusal is none. */
export const given = (state: DualState, decided: Decision, person = 'system'): DualState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce((known, event) => evolve(known, { ...event, time: at, actor: { person } }), state);
};
export const typesOf = (decided: Decision): readonly string[] => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.map(({ type }) => type);
};

/** Somebody of either track's desk, while nobody there is in conflict. */
export const acting = (person: string, conflicted: readonly string[] = []): Acting => ({
  person,
  isCompetent: (someone, track) => someone.startsWith(track.toLowerCase()) && !conflicted.includes(someone),
});
export const letters = acting('letters-1');
export const discipline = acting('discipline-1');

export const opened = given(noDual, openTracks(noDual, appealId, clock));
const half = given(opened, takeTrack(opened, 'LETTERS', letters), 'letters-1');
/** An inspector for each track. */
export const taken = given(half, takeTrack(half, 'DISCIPLINE', discipline), 'discipline-1');

/** A clock of it ran out. */
export const late = (name: {
  readonly clock: 'TRACK' | 'CONSENT' | 'CONFERENCE';
  readonly track: 'LETTERS' | 'DISCIPLINE' | null;
}) => [{ type: 'ClockOverdue', v: 1, data: { appealId, ...name, dueAt: clock.dueAt, unitId: null } }] as readonly DualEvent[];
