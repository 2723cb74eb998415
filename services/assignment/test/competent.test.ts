// Promise: somebody competent remains for every step of a case, whichever unit is accused and whichever unit has lost all its people.
import { createDirectoryCopy, type Directory } from '@daqidi/directory';
import { competentDesk, ladder, membersOf, scopeFor, trackDesk } from '@daqidi/kernel';
import { type CaseScope, firstPolicyNumbers, type TrackName } from '@daqidi/schemas';
import { noTracks } from '../src/domain/tracks.js';
import { distributors, handlersAt, leadersAt, reachingAt } from '../src/entry-command.js';
import { bazhouSeed, type DistrictSeed } from '../src/seed/district-seed.js';
import { fitPathOf } from '../src/shared/fit-path.js';
import type { Tools } from '../src/tools.js';
import { unasked } from './support/entries.js';

const now = Date.parse('2026-03-02T02:00:00Z');
const seed = bazhouSeed({ townships: 2, villagesPerTownship: 2 });

/** The district of the seed, one unit of it without anybody in office. */
const districtWithout = ({ regions, units, posts }: DistrictSeed, vacated: string | null): Directory => {
  const directory = createDirectoryCopy();
  const take = (type: string, data: object): void => directory.take({ type, seq: 1, data } as never);
  for (const region of regions) take('RegionStated', region);
  for (const unit of units) take('UnitStated', unit);
  for (const post of posts) if (post.unitId !== vacated) take('PostStated', post);
  take('PolicyStated', firstPolicyNumbers());
  return directory;
};

const villages = seed.regions.filter(({ level }) => level === 'VILLAGE');
const regionPath = villages[0]?.path ?? [];
const unitIds = seed.units.map(({ id }) => id);

const scopeOf = (directory: Directory, accused: readonly string[]): CaseScope =>
  scopeFor(directory, { regionPath, accusation: { units: [...accused], persons: [], since: 2024 }, secret: true }, now, null);

/** What nobody can do for a case of this scope; empty where all is well. */
const undone = (directory: Directory, scope: CaseScope): readonly string[] => {
  const tools = { directory } as Tools;
  const facts = {
    scope,
    submitted: null,
    assessed: null,
    takenInBy: null,
    orders: {},
    tracks: noTracks,
    answers: {},
    ...unasked,
  };
  const step = { scope, now };
  const first = membersOf(directory, competentDesk(directory, 'VILLAGE', step), step)[0]?.personId ?? '';
  const second = { ...step, except: [first] };
  const handlersOf = handlersAt(tools, facts, now);
  const leadersOf = leadersAt(tools, facts, now);
  /** Whether a case there could be worked on and signed by three different people. */
  const canSettle = (unitId: string): boolean => {
    const path = fitPathOf(directory, scope, unitId, now) ?? [];
    const [handler] = path.flatMap(handlersOf);
    const [deputy] = path.flatMap((unit) => leadersOf(unit, 'LEADER_IN_CHARGE')).filter((person) => person !== handler);
    const [head] = path
      .flatMap((unit) => leadersOf(unit, 'MAIN_LEADER'))
      .filter((person) => person !== handler && person !== deputy);
    return [handler, deputy, head].every((person) => person !== undefined);
  };
  /** Who may take a track. */
  const inspectors = (track: TrackName): readonly string[] =>
    membersOf(directory, trackDesk(directory, track, step), step).map(({ personId }) => personId);
  const pairs = inspectors('LETTERS').flatMap((one) => inspectors('DISCIPLINE').filter((other) => other !== one));
  const role = reachingAt(tools, facts, now);
  const reach = scope.regionPath.flatMap((place) => directory.postsIn(place, role, now));
  return [
    ...(first === '' ? ['first review'] : []),
    ...(membersOf(directory, competentDesk(directory, 'VILLAGE', second), second).length === 0 ? ['second review'] : []),
    ...(distributors(tools, facts, now).length === 0 ? ['distribution'] : []),
    ...(unitIds.some(canSettle) ? [] : ['handling and signing']),
    ...(pairs.length > 0 ? [] : ['the two tracks']),
    ...(reach.length === 0 ? ['reaching the petitioner'] : []),
  ];
};

/**
 * The discipline commission’s track has the city’s office alone behind it, which no district fills: without either, that track waits until
 * the city has somebody, and all else goes on.
 */
const waitingFor = (...gone: readonly (string | null)[]): readonly string[] =>
  gone.includes('u-discipline') && gone.includes('u-city-office') ? ['the two tracks'] : [];

it.each(unitIds.map((id) => [id]))('%s accused: every step has somebody, whichever unit is empty', (accused) => {
  for (const vacated of [null, ...unitIds]) {
    const directory = districtWithout(seed, vacated);
    const left = waitingFor(accused, vacated);
    expect([vacated, undone(directory, scopeOf(directory, [accused]))]).toEqual([vacated, left]);
  }
});

it('nobody accused: every step has somebody, whichever unit is empty', () => {
  for (const vacated of unitIds) {
    const directory = districtWithout(seed, vacated);
    expect([vacated, undone(directory, scopeOf(directory, []))]).toEqual([vacated, []]);
  }
});

it('the whole district accused but the city’s office: its people do all of it', () => {
  const directory = districtWithout(seed, null);
  const scope = scopeOf(directory, ['u-leading-group', 'u-letters', 'u-discipline', 'u-performance', 'u-political-legal']);
  expect(scope.offices).toEqual([ladder.at(-1)]);
  expect(undone(directory, scope)).toEqual([]);
});
