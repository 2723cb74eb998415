import { createWorkingCalendar, dayInShanghai, deadline, monthInShanghai, type WorkingCalendar } from '@daqidi/calendar';
import type { EventEnvelope } from '@daqidi/events';
import type { Deadline, DirectoryEvents, PolicyNumbers } from '@daqidi/schemas';
import type { Service } from '@daqidi/service';
import { pagesOf } from '@daqidi/store';
import type { Services } from '../services.js';
import { archivedStreams } from './archived-bus.js';
import { citesItsBeginning, clockRules, clocksIn, deadlinesIn, type Expected } from './clock-rules.js';
import { follow, noTrail, type Trail } from './clock-trail.js';

/** A due date that does not follow from events, calendar and policy. */
export interface Unproved {
  readonly stream: string;
  /** The number of the event that states it; null where a document has what no event said. */
  readonly seq: number | null;
  readonly field: string;
  readonly said: string;
  readonly expected: string;
}

export interface Proof {
  readonly month: string;
  /** Due dates that were recomputed. */
  readonly proved: number;
  readonly unproved: readonly Unproved[];
}

type HolidayList = DirectoryEvents['HolidayListStated'] & { readonly time: string };

/** What the directory said, with when: a due date is derived from what was known at its moment. */
interface Known {
  readonly lists: readonly HolidayList[];
  readonly policies: readonly PolicyNumbers[];
}

const learn = async ({ store }: Service): Promise<Known> => {
  const lists: HolidayList[] = [];
  const policies: PolicyNumbers[] = [];
  for await (const events of archivedStreams(store.archive))
    for (const { type, data, time } of events) {
      if (type === 'HolidayListStated') lists.push({ ...(data as DirectoryEvents['HolidayListStated']), time });
      if (type === 'PolicyStated') policies.push(data as PolicyNumbers);
    }
  return { lists, policies };
};

/** Of each year the latest list that was stated by then. */
const calendars = (lists: readonly HolidayList[]): ((time: string) => WorkingCalendar) => {
  const made = new Map<number, WorkingCalendar>();
  const inOrder = lists.toSorted((one, other) => (one.time < other.time ? -1 : 1));
  return (time) => {
    // Before the district was established nothing was derived: what a test's clock says earlier goes by the first lists.
    const first = inOrder[0]?.time ?? '';
    const known = inOrder.filter((list) => list.time <= (time < first ? first : time));
    const before = made.get(known.length);
    if (before !== undefined) return before;
    const calendar = createWorkingCalendar([...new Map(known.map((list) => [list.year, list])).values()]);
    made.set(known.length, calendar);
    return calendar;
  };
};

/** In force on the day of the event. */
const policyAt = (policies: readonly PolicyNumbers[], time: string): PolicyNumbers | undefined =>
  policies.filter(({ effectiveFrom }) => effectiveFrom <= dayInShanghai(time)).sort((one, other) => other.number - one.number)[0];

const written = ({ startedOn, workingDays, dueAt, dueSoonAt, policyVersion }: Deadline): string =>
  `${startedOn} + ${workingDays} = ${dueAt}, soon ${dueSoonAt}, by policy ${policyVersion}`;

type Prove = (event: EventEnvelope, service: string, trail: Trail) => readonly Omit<Unproved, 'stream' | 'seq'>[];

const prover = ({ lists, policies }: Known): Prove => {
  const calendarAt = calendars(lists);

  const fits = (said: Deadline, { startedOn, workingDays }: Expected): boolean =>
    (startedOn === null || startedOn === said.startedOn) && workingDays.includes(said.workingDays);

  return (event, service, trail) =>
    deadlinesIn(event.data as object).flatMap(([field, said]) => {
      const calendar = calendarAt(event.time);
      const cited = policies.find(({ number }) => number === said.policyVersion);
      const inForce = policyAt(policies, event.time);
      const wrong = (expected: string) => [{ field, said: written(said), expected }];
      if (cited === undefined) return wrong('a version of the policy that was stated');
      if (!citesItsBeginning.has(event.type) && inForce?.number !== cited.number) return wrong(`policy ${inForce?.number}`);
      const expected = clockRules[`${service} ${event.type} ${field}`]?.({ event, trail, policy: cited, calendar }) ?? null;
      if (expected === null) return wrong('no due date');
      const count = expected.workingDays.includes(said.workingDays) ? said.workingDays : (expected.workingDays[0] ?? 0);
      const terms = deadline(calendar, expected.startedOn ?? said.startedOn, count, cited.dueSoonWorkingDays);
      const again = { ...terms, policyVersion: cited.number };
      return fits(said, expected) && written(again) === written(said) ? [] : wrong(written(again));
    });
};

interface StoredDocument {
  readonly _id: string;
  readonly seq?: number;
  readonly state?: unknown;
  readonly outbox?: readonly EventEnvelope[];
}

/** One moment and what it counts from: what a document's clock and an event have in common. */
const termsOf = ({ startedOn, workingDays, dueAt }: Pick<Deadline, 'startedOn' | 'workingDays' | 'dueAt'>): string =>
  `${startedOn} + ${workingDays} = ${dueAt}`;

/** Clocks of documents that run by what none of their events said. */
const proveDocuments = async (
  { name, store }: Service,
  saidIn: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly Unproved[]> => {
  const found: Unproved[] = [];
  for (const [kind, model] of Object.entries(store.archive.collection.model.db.models))
    for await (const page of pagesOf<StoredDocument>(model as Parameters<typeof pagesOf<StoredDocument>>[0]))
      for (const { _id, seq, state, outbox = [] } of page) {
        if (seq === undefined || state === undefined) continue;
        const stream = `${name}:${kind}:${_id}`;
        const waiting = outbox.flatMap(({ data }) => deadlinesIn(data as object)).map(([, each]) => termsOf(each));
        const said = saidIn.get(stream);
        for (const clock of clocksIn(state))
          if (said?.has(termsOf(clock)) === false && !waiting.includes(termsOf(clock)))
            found.push({ stream, seq: null, field: 'document', said: termsOf(clock), expected: 'what one of its events said' });
      }
  return found;
};

/**
 * Recomputes every due date that events of a month (`YYYY-MM`, Asia/Shanghai) state: from the events before them, the holiday lists known
 * then, and the policy version that each cites; and names those of documents that no event said. By rules of its own, beside those that
 * wrote them. Reads only.
 */
export const proveClocks = async (services: Services, month: string): Promise<Proof> => {
  const prove = prover(await learn(services.assignment));
  const unproved: Unproved[] = [];
  let proved = 0;
  for (const service of Object.values(services) as readonly Service[]) {
    const saidIn = new Map<string, ReadonlySet<string>>();
    for await (const events of archivedStreams(service.store.archive)) {
      const [{ stream } = { stream: '' }] = events;
      let trail = noTrail;
      for (const event of events) {
        if (monthInShanghai(event.time) === month) {
          const wrong = prove(event, service.name, trail);
          proved += deadlinesIn(event.data as object).length - wrong.length;
          unproved.push(...wrong.map((each) => ({ stream, seq: event.seq, ...each })));
        }
        trail = follow(trail, event);
      }
      saidIn.set(stream, new Set(trail.said.map(termsOf)));
    }
    unproved.push(...(await proveDocuments(service, saidIn)));
  }
  return { month, proved, unproved };
};
