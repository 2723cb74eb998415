import type { Actor } from '@daqidi/events';
import type { Post } from '@daqidi/identity';
import { deadlineFrom, deskRole, isConflicted, membersOf, partiesIn, trackDesk } from '@daqidi/kernel';
import type { Deadline, Desk, TrackName } from '@daqidi/schemas';
import { type Asked, commandsOn, underPost } from '@daqidi/service';
import { accessOf, type Conference, type DualFacts } from './domain/dual-oversight.js';
import type { Acting } from './domain/tracks.js';
import type { DualDocument } from './subject.js';
import type { Tools } from './tools.js';

interface NamesCase {
  readonly appealId: string;
}

interface NamesTrack extends NamesCase {
  readonly track: TrackName;
}

type AskedOfDual<Names> = Asked<Tools, DualDocument, Names>;

const aggregates = ({ model }: Tools) => model.duals;

/** A command on what both tracks of a case have before them. */
export const dualCommand = commandsOn({
  aggregates,
  id: ({ appealId }: NamesCase) => appealId,
  ...partiesIn(accessOf),
});

/** A command on one of its tracks. */
export const trackCommand = commandsOn({
  aggregates,
  id: ({ appealId }: NamesTrack) => appealId,
  ...partiesIn(accessOf),
});

interface TrackSeat {
  readonly desk: Desk;
  readonly members: readonly Post[];
}

/**
 * The desk that holds a track now (ms since the epoch), and who sits there: nobody who had to do with the case in its review, unless
 * nobody else is left at any desk that may know of it (domain, 3: somebody competent always remains). Null before the scope is known.
 */
export const seatOfTrack = (
  { directory }: Pick<Tools, 'directory'>,
  { scope, reviewers }: DualFacts,
  track: TrackName,
  now: number,
): TrackSeat | null => {
  if (scope === null) return null;
  const seatWith = (except: readonly string[]): TrackSeat => {
    const step = { scope, now, except };
    const desk = trackDesk(directory, track, step);
    return { desk, members: membersOf(directory, desk, step) };
  };
  const fresh = seatWith(reviewers);
  return fresh.members.length > 0 ? fresh : seatWith([]);
};

/** Under the post of the desk that holds the track; FORBIDDEN where the caller has none. */
export const byTrack = (asked: AskedOfDual<NamesTrack>): Actor => {
  const seat = seatOfTrack(asked.tools, asked.document.facts, asked.names.track, asked.now);
  return underPost(asked, (post) => seat !== null && post.role === deskRole[seat.desk]);
};

/** Who acts, and who sits at the tracks' desks now (ms since the epoch) in no conflict with the case. */
export const actingAt = (tools: Tools, facts: DualFacts, person: string, now: number): Acting => ({
  person,
  isCompetent: (someone, track) =>
    seatOfTrack(tools, facts, track, now)?.members.some(({ personId }) => personId === someone) ?? false,
});

/** The heads of the joint conference who may decide about the case now. */
const headsAt = ({ directory }: Tools, { scope }: DualFacts, now: number): readonly string[] => {
  if (scope === null) return [];
  const posts = directory.postsIn(scope.regionPath[0] ?? '', 'DISTRICT_LEADER', now);
  return posts.map(({ personId }) => personId).filter((person) => !isConflicted(directory, scope, person, now));
};

/** Who decides what the tracks disagree about: the heads of the joint conference or, where none may, the city office's people. */
export const conferenceAt = (tools: Tools, facts: DualFacts, now: number): Conference => ({
  desk: headsAt(tools, facts, now).length > 0 ? 'CONFERENCE' : 'CITY',
  clock: deadlineFrom(tools.directory, now, ({ conferenceWorkingDays }) => conferenceWorkingDays),
});

/** One of the heads, or of the city office's people where it is theirs or no head is left. */
export const byConference = (asked: AskedOfDual<NamesCase>): Actor => {
  const { state, facts } = asked.document;
  const isHeads = state.conference !== 'CITY' && headsAt(asked.tools, facts, asked.now).length > 0;
  return underPost(asked, ({ role }) => role === (isHeads ? 'DISTRICT_LEADER' : 'CITY_OFFICE'));
};

/** Until when both tracks answer what they are asked. */
export const consentClock = ({ directory }: Tools, now: number): Deadline =>
  deadlineFrom(directory, now, ({ consentWorkingDays }) => consentWorkingDays);

/** The office that owes a track's next step; the conference's where none is named. */
export const officeOfTrack =
  (tools: Tools, facts: DualFacts, now: number) =>
  (track: TrackName | null): string | null => {
    const seat = track === null ? null : seatOfTrack(tools, facts, track, now);
    if (facts.scope === null) return null;
    const role = seat === null ? 'DISTRICT_LEADER' : deskRole[seat.desk];
    return tools.directory.officeOf(facts.scope.regionPath[0] ?? '', role);
  };
