// Promise: a notice is tried until it is handed over or given up, later each time; an export is handed out to its reader alone while it holds;
// an answer is everybody's once a second person has approved it.
import fc from 'fast-check';
import { noAppeal } from '../src/domain/appeal.js';
import { changesFrom, nextChange } from '../src/domain/changes.js';
import {
  concludeExport,
  type ExportEvent,
  type ExportState,
  evolveExport,
  exportDueAt,
  exportStatusOf,
  handOut,
  lapseExport,
  mostWaiting,
  noExport,
  requestExport,
} from '../src/domain/export.js';
import { groupProblem } from '../src/domain/group.js';
import {
  decide,
  evolveKnowledge,
  type KnowledgeEvent,
  type KnowledgeState,
  noEntry,
  notRetirable,
  propose,
  retire,
  statusOf,
} from '../src/domain/knowledge.js';
import {
  type Attempt,
  concludeAttempt,
  evolveNotice,
  type NoticeEvent,
  type NoticeState,
  noNotice,
  noticeStatusOf,
  receiveNotice,
} from '../src/domain/notice.js';
import { speakerProblem } from '../src/domain/speaker.js';
import { tag } from '../src/domain/tag.js';
import { afterQuietHours } from '../src/shared/notices/quiet-hours.js';

const at = '2026-03-02T02:00:00.000Z';
const now = Date.parse(at);
const minute = 60_000;
const text = { vaultId: 'v', commitment: 'sm3:x' };
const happened = <State, Event>(
  evolve: (state: State, event: never) => State,
  state: State,
  events: readonly Event[] | object,
  person = 'x',
): State =>
  (events as readonly object[]).reduce<State>(
    (known, event) => evolve(known, { ...event, time: at, actor: { person, post: null } } as never),
    state,
  );

describe('a notice', () => {
  const due = happened<NoticeState, NoticeEvent>(evolveNotice, noNotice, [
    { type: 'NoticeDue', v: 1, data: { noticeId: 'n', notBefore: at } as never },
  ]);
  const tried = (state: NoticeState, attempt: Attempt, most = 5) => concludeAttempt(state, attempt, { noticeId: 'n', now, most });
  const after = (state: NoticeState, events: readonly NoticeEvent[]) =>
    happened<NoticeState, NoticeEvent>(evolveNotice, state, events);

  it('is put off for a minute, then twice as long each time, an hour at most', () => {
    let state = due;
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      state = after(state, tried(state, 'FAILED', 100));
      pauses.push((Date.parse(state.nextAt ?? '') - now) / minute);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('is given up at the policy’s attempt, and at once where nobody can be reached', () => {
    const fourth = { ...due, attempts: 3 };
    expect(tried(fourth, 'FAILED')).toMatchObject([{ type: 'NoticePutOff' }]);
    expect(tried({ ...due, attempts: 4 }, 'FAILED')).toMatchObject([
      { type: 'NoticeGivenUp', data: { attempts: 5, reason: 'ATTEMPTS' } },
    ]);
    expect(tried(due, 'UNREACHABLE')).toMatchObject([{ type: 'NoticeGivenUp', data: { attempts: 1, reason: 'UNREACHABLE' } }]);
  });

  it('ends once, whatever is tried, and what is heard of it afterwards only goes on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('SENT', 'FAILED', 'UNREACHABLE', 'DELIVERED', 'OPENED'), { maxLength: 12 }),
        (steps) => {
          const rank = ['WAITING', 'SENT', 'DELIVERED', 'OPENED', 'GIVEN_UP'];
          let state = due;
          for (const step of steps) {
            const before = noticeStatusOf(state);
            const decided = step === 'DELIVERED' || step === 'OPENED' ? receiveNotice(state, 'n', step) : tried(state, step, 3);
            if ('length' in decided) state = after(state, decided);
            expect(rank.indexOf(noticeStatusOf(state))).toBeGreaterThanOrEqual(rank.indexOf(before));
            expect(state.nextAt === null).toBe(noticeStatusOf(state) !== 'WAITING');
          }
        },
      ),
    );
    const sent = after(due, tried(due, 'SENT'));
    expect(receiveNotice(due, 'n', 'OPENED')).toEqual({ refused: 'notice.status' });
    const opened = after(sent, receiveNotice(sent, 'n', 'OPENED') as readonly NoticeEvent[]);
    expect([receiveNotice(opened, 'n', 'OPENED'), receiveNotice(opened, 'n', 'DELIVERED')]).toEqual([[], []]);
  });

  it('waits for the morning in Shanghai, over midnight too, and for nothing by day', () => {
    const quiet = { quietFromHour: 21, quietUntilHour: 8 };
    const sentAt = (moment: string) => new Date(afterQuietHours(Date.parse(moment), quiet)).toISOString();
    expect(sentAt('2026-03-02T12:59:59.999Z')).toBe('2026-03-02T12:59:59.999Z');
    expect(sentAt('2026-03-02T13:00:00.000Z')).toBe('2026-03-03T00:00:00.000Z');
    expect(sentAt('2026-03-02T16:30:00.000Z')).toBe('2026-03-03T00:00:00.000Z');
    expect(sentAt('2026-03-03T00:00:00.000Z')).toBe('2026-03-03T00:00:00.000Z');
  });
});

describe('an export', () => {
  const after = (state: ExportState, events: readonly ExportEvent[] | object, person = 'reader') =>
    happened<ExportState, ExportEvent>(evolveExport, state, events, person);
  const requested = after(noExport, requestExport({ exportId: 'e' } as never, 0));
  const ready = after(requested, [
    { type: 'ExportMade', v: 1, data: { exportId: 'e', keysDigest: 'k', keptUntil: '2026-03-09T02:00:00.000Z' } as never },
  ]);
  const ask = (state: ExportState, change: object = {}) =>
    handOut(state, { exportId: 'e', person: 'reader', keysDigest: 'k', now, ...change });

  it('is one of a few that wait, and concluded once', () => {
    expect([requestExport({} as never, mostWaiting - 1), requestExport({} as never, mostWaiting)]).toMatchObject([
      [{ type: 'ExportRequested' }],
      { refused: 'export.waiting' },
    ]);
    const failed = after(requested, [{ type: 'ExportFailed', v: 1, data: { exportId: 'e', reason: 'TOO_MANY' } as never }]);
    for (const state of [ready, failed])
      expect(concludeExport(state, { type: 'ExportFailed', v: 1, data: {} as never })).toEqual({ refused: 'export.status' });
    expect([requested, ready, failed].map(exportStatusOf)).toEqual(['WAITING', 'READY', 'FAILED']);
  });

  it('is handed out to its reader alone, with the keys that it was made with, each time under the next number', () => {
    expect([ask(ready, { person: 'other' }), ask(requested), ask(ready, { keysDigest: 'changed' })]).toEqual([
      { refused: 'export.reader' },
      { refused: 'export.status' },
      { refused: 'export.outdated' },
    ]);
    const once = after(ready, ask(ready));
    expect(once.ticket).toEqual({ number: 1, until: '2026-03-02T02:05:00.000Z' });
    expect(ask(once)).toMatchObject([{ data: { number: 2 } }]);
  });

  it('is given up when its days are over, once, and handed out no more', () => {
    expect([exportDueAt(requested), exportDueAt(ready)]).toEqual([null, Date.parse('2026-03-09T02:00:00.000Z')]);
    const lapsed = after(ready, lapseExport(ready, 'e'));
    expect([exportStatusOf(lapsed), exportDueAt(lapsed), lapseExport(lapsed, 'e'), ask(lapsed)]).toEqual([
      'LAPSED',
      null,
      [],
      { refused: 'export.status' },
    ]);
  });
});

describe('an answer for everybody', () => {
  const today = '2026-03-02';
  const entry = (validUntil: string, answer: typeof text | null = text) =>
    propose({ entryId: 'k', validUntil, answer } as never, today);
  const after = (state: KnowledgeState, events: readonly KnowledgeEvent[] | object, person = 'writer') =>
    happened<KnowledgeState, KnowledgeEvent>(evolveKnowledge, state, events, person);
  const proposed = after(noEntry, entry(today));
  const decided = (approves: boolean, person = 'second', reason: typeof text | null = null) =>
    decide(proposed, { entryId: 'k', person, approves, reason });

  it('holds from today on for three years at most, and says something', () => {
    for (const day of ['2026-03-01', '2029-03-03']) expect(entry(day)).toMatchObject({ refused: 'knowledge.date' });
    expect([entry('2029-03-02'), entry(today, null)]).toMatchObject([
      [{ type: 'KnowledgeProposed' }],
      { refused: 'knowledge.answer' },
    ]);
  });

  it('is approved, or refused with a reason, by another than its writer, and only once', () => {
    expect([decided(true, 'writer'), decided(false)]).toMatchObject([
      { refused: 'knowledge.own' },
      { refused: 'knowledge.reason' },
    ]);
    const [approved, refused] = [after(proposed, decided(true)), after(proposed, decided(false, 'second', text))];
    expect([proposed, approved, refused].map(statusOf)).toEqual(['PROPOSED', 'APPROVED', 'REFUSED']);
    expect(decide(approved, { entryId: 'k', person: 'third', approves: false, reason: text })).toEqual({
      refused: 'knowledge.status',
    });
    const retired = after(approved, retire(approved, 'k', text));
    expect([notRetirable(proposed), notRetirable(refused), statusOf(retired), notRetirable(retired)]).toEqual([
      { refused: 'knowledge.status' },
      { refused: 'knowledge.status' },
      'RETIRED',
      { refused: 'knowledge.status' },
    ]);
  });
});

it('a group is people with names, two to a hundred, of whom five at most stand for the others; and asks no consultation', () => {
  const people = (count: number, name: string | null = '张三') => Array.from({ length: count }, () => ({ name }));
  const problem = (representatives: number, members: number, change: object = {}) =>
    groupProblem(
      { representatives: people(representatives), members: people(members) },
      { named: true, consultation: false, ...change },
    );
  expect([problem(1, 0), problem(0, 1), problem(4, 95)]).toEqual([null, null, null]);
  for (const wrong of [
    problem(0, 0),
    problem(5, 0),
    problem(4, 96),
    groupProblem({ representatives: people(1, null), members: [] }, { named: true, consultation: false }),
  ])
    expect(wrong).toMatchObject({ refused: 'group.size' });
  for (const change of [{ named: false }, { consultation: true }])
    expect(problem(1, 0, change)).toMatchObject({ refused: 'group.kind' });
});

it('whoever speaks for another speaks for one who is named, and has agreed or has a guardian', () => {
  const speaks = (consents: boolean, isGuardian: boolean, change: object = {}) =>
    speakerProblem({ consents, isGuardian }, { kind: 'NAMED', named: true, consultation: false, ...change });
  expect([speaks(true, false), speaks(false, true)]).toEqual([null, null]);
  expect(speaks(false, false)).toMatchObject({ refused: 'behalf.consent' });
  for (const change of [{ kind: 'ANONYMOUS' }, { kind: 'GROUP' }, { named: false }, { consultation: true }])
    expect(speaks(true, true, change)).toMatchObject({ refused: 'behalf.kind' });
});

it('the same tags in another order are the same; none at all are something else', () => {
  const tagged = { ...noAppeal, tags: ['A', 'B'] };
  expect(tag(tagged, { appealId: 'a', tags: ['B', 'A'] })).toMatchObject({ refused: 'tags.same' });
  for (const tags of [[], ['A'], ['A', 'C']]) expect(tag(tagged, { appealId: 'a', tags })).toMatchObject([{ data: { tags } }]);
});

it('a change is later than the one before, whatever the clock says, and is read again from a little before', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 2, maxLength: 20 }), (offsets) => {
      const changes: string[] = [];
      for (const offset of offsets) changes.push(nextChange(changes.at(-1) ?? null, 'id', now + offset));
      expect([...changes].sort()).toEqual(changes);
      expect(new Set(changes).size).toBe(changes.length);
      for (const change of changes) expect((changesFrom(change) ?? '') < change).toBe(true);
    }),
  );
  expect(changesFrom('no moment|id')).toBeNull();
});
