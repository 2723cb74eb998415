// Promise: a running clock has exactly one armed timer, due-soon before overdue; whatever happens to it, it never fires twice.
import fc from 'fast-check';
import {
  alarmOf,
  armedAt,
  armedTimer,
  type CaseClock,
  type Due,
  endClock,
  firstArmed,
  hasRunOut,
  ranOut,
  resumeClock,
  startClock,
  suspendClock,
  warned,
} from '../src/index.js';

const terms = { dueSoonAt: '2026-03-25T15:59:59.999Z', dueAt: '2026-03-30T15:59:59.999Z' };
const running = startClock('HANDLING', terms);
const about = { appealId: 'a' };

describe('a clock', () => {
  it('arms due-soon, then overdue, then nothing', () => {
    expect(armedAt(running)).toBe(Date.parse(terms.dueSoonAt) + 1);
    const soon = warned(running);
    expect(armedAt(soon)).toBe(Date.parse(terms.dueAt) + 1);
    const late = ranOut(soon);
    expect([late?.status, armedAt(late), hasRunOut(late)]).toEqual(['OVERDUE', null, true]);
  });

  it('has one timer only where nothing is said beforehand', () => {
    const bare = startClock('ORDER', { dueAt: terms.dueAt });
    expect([armedTimer(bare), armedAt(bare)]).toEqual(['OVERDUE', Date.parse(terms.dueAt) + 1]);
  });

  it('stops while it is suspended, and goes on where it was', () => {
    const suspended = suspendClock(warned(running));
    expect(armedAt(suspended)).toBeNull();
    expect(resumeClock(suspended, terms)).toEqual(warned(running));
    expect(resumeClock(suspendClock(ranOut(running)), terms)?.status).toBe('OVERDUE');
  });

  it('goes on under other terms, and says nothing twice', () => {
    const later = { dueSoonAt: '2026-04-01T15:59:59.999Z', dueAt: '2026-04-03T15:59:59.999Z' };
    const resumed = resumeClock(suspendClock(warned(running)), later);
    expect([armedTimer(resumed), armedAt(resumed)]).toEqual(['OVERDUE', Date.parse(later.dueAt) + 1]);
  });

  it('remembers after its end whether it ran out', () => {
    expect([hasRunOut(endClock(running)), hasRunOut(endClock(ranOut(running))), hasRunOut(null)]).toEqual([false, true, false]);
    expect(armedAt(endClock(running))).toBeNull();
  });

  it('that is not there stays away', () => {
    for (const change of [warned, ranOut, suspendClock, endClock]) expect(change(null)).toBeNull();
    expect(resumeClock(null, terms)).toBeNull();
    expect([armedAt(null), armedTimer(null)]).toEqual([null, null]);
  });
});

describe('of several clocks', () => {
  const due = (dueAt: string) => startClock('SIGNING', { dueAt });
  const [early, late] = [due('2026-03-10T15:59:59.999Z'), due('2026-03-20T15:59:59.999Z')];
  const first = (...clocks: readonly (ReturnType<typeof due> | null)[]) => firstArmed(clocks, (one) => one);

  it('the one whose timer fires first is the first, the foremost of two at once', () => {
    expect(first(late, null, early)).toBe(early);
    const same = { ...early };
    expect(first(same, early)).toBe(same);
  });

  it('none is where no timer is armed', () => {
    expect(first(endClock(early), ranOut(late), null)).toBeNull();
  });
});

describe('an alarm', () => {
  it('says which clock of which case, and who owes the work', () => {
    expect(alarmOf(running, about, 'u-t')).toEqual([
      { type: 'ClockDueSoon', v: 1, data: { ...about, clock: 'HANDLING', dueAt: terms.dueAt, unitId: 'u-t' } },
    ]);
    expect(alarmOf(warned(running), about, null)).toMatchObject([{ type: 'ClockOverdue', data: { unitId: null } }]);
  });

  it('says nothing of the case but that', () => {
    const more = { ...about, petitionerId: 'p' };
    expect(Object.keys(alarmOf(running, more, null)[0]?.data ?? {})).not.toContain('petitionerId');
  });

  it('is given by armed timers only', () => {
    for (const clock of [suspendClock(running), endClock(running), ranOut(running), null])
      expect(alarmOf(clock, about, null)).toEqual([]);
    expect(alarmOf(running, null, null)).toEqual([]);
  });
});

it('whatever is done to it in whatever order, each timer fires at most once and only while it runs', () => {
  type Clock = CaseClock<'HANDLING', Due> | null;
  const steps: Readonly<Record<string, (clock: Clock) => Clock>> = {
    suspendClock,
    resumeClock: (clock) => resumeClock(clock, terms),
  };
  const step = fc.constantFrom('fire', ...Object.keys(steps));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (names, ends) => {
      const fired: string[] = [];
      let clock: Clock = running;
      for (const name of names) {
        const timer = armedTimer(clock);
        if (name !== 'fire') clock = steps[name]?.(clock) ?? clock;
        else if (timer !== null) {
          fired.push(timer);
          clock = timer === 'DUE_SOON' ? warned(clock) : ranOut(clock);
        }
      }
      if (ends) clock = endClock(clock);
      expect(['DUE_SOON', 'OVERDUE'].slice(0, fired.length)).toEqual(fired);
      expect(armedAt(clock) !== null).toBe(clock?.status === 'RUNNING');
      expect(hasRunOut(clock)).toBe(fired.includes('OVERDUE'));
    }),
  );
});
