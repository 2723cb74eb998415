// Promise: a unit is asked once and answers once, also late; what is withdrawn is nobody's any more; and so many repeats with dissatisfaction
// are asked about where nothing is a secret.
import {
  accessOf,
  answer,
  ask,
  evolve,
  type MaterialEvent,
  type MaterialState,
  noFacts,
  noMaterial,
  notAsked,
  rederiveClock,
  timeOut,
  withdraw,
} from '../src/domain/material.js';
import { owesRepeats, type Repeated } from '../src/domain/repeats.js';
import { at, clock, text } from './support/dual-states.js';

const given = (state: MaterialState, events: readonly MaterialEvent[] | object, time = at): MaterialState =>
  (events as readonly MaterialEvent[]).reduce(
    (known, event) => evolve(known, { ...event, time, actor: { person: 'north-head' } }),
    state,
  );
const request = { appealId: 'a', materialId: 'm', track: 'LETTERS', unitId: 'u', text, clock } as const;
const asked = given(noMaterial, ask(noMaterial, request));
const answered = given(asked, answer(asked, text), '2026-03-05T02:00:00.000Z');
const gone = given(asked, withdraw(asked));
const late = given(asked, timeOut(asked));

describe('a request for material', () => {
  it('is asked once, and said to be overdue once', () => {
    expect([ask(asked, request), ask(gone, request)]).toEqual([[], []]);
    expect(late).toMatchObject({ status: 'ASKED', overdue: true });
    expect([timeOut(late), timeOut(answered), timeOut(gone), timeOut(noMaterial)]).toEqual([[], [], [], []]);
  });

  it('is answered once, in time or late, and not where it was withdrawn', () => {
    expect(answered).toMatchObject({
      status: 'ANSWERED',
      answer: { by: 'north-head', at: '2026-03-05T02:00:00.000Z' },
      clock: { status: 'ENDED' },
    });
    expect(given(late, answer(late, text))).toMatchObject({ status: 'ANSWERED', overdue: true });
    for (const state of [answered, gone, noMaterial])
      expect([answer(state, text), notAsked(state)]).toEqual([
        { refused: 'material.answered' },
        { refused: 'material.answered' },
      ]);
    expect(notAsked(late)).toBeNull();
  });

  it('is withdrawn while it waits, and an answer stays', () => {
    expect(gone).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: at, clock: { status: 'ENDED' } });
    expect([withdraw(answered), withdraw(gone), withdraw(noMaterial)]).toEqual([[], [], []]);
    expect(withdraw(late)).toHaveLength(1);
  });

  it('is the unit’s alone, of which nobody is barred from the case, and nobody’s once it was withdrawn', () => {
    const scope = { number: 0, regionPath: ['d'], barred: ['person:x'], recused: [], restricted: false, offices: [] };
    expect(accessOf(asked, { ...noFacts, scope })).toMatchObject({
      units: ['u'],
      restricted: true,
      offices: [],
      barred: ['person:x'],
    });
    for (const [state, known] of [
      [asked, null],
      [noMaterial, scope],
      [gone, scope],
    ] as const)
      expect(accessOf(state, { scope: known })).toBeNull();
  });

  it('goes by a new holiday list while its time runs, and not once that was said to be over', () => {
    const derived = { before: clock.dueAt, deadline: { ...clock, dueAt: '2026-03-11T15:59:59.999Z' }, lists: [] };
    expect(given(asked, rederiveClock(asked, derived)).clock).toMatchObject({
      status: 'RUNNING',
      dueAt: '2026-03-11T15:59:59.999Z',
    });
    for (const state of [late, answered, gone, noMaterial]) expect(rederiveClock(state, derived)).toEqual([]);
    expect(rederiveClock(asked, null)).toEqual([]);
  });
});

describe('repeats of one matter', () => {
  const one = (change: Partial<Repeated> = {}): Repeated => ({
    appealId: 'a',
    dissatisfied: false,
    restricted: false,
    holder: 'u-1',
    ...change,
  });
  const again = (...changes: readonly Partial<Repeated>[]) => [one(), ...changes.map(one)];
  const cross = { dissatisfied: true };

  it('are asked about from as many on as the policy says, where anybody was dissatisfied, also with the first', () => {
    expect(owesRepeats(again(cross, {}), 3)).toBeNull();
    expect(owesRepeats(again(cross, {}, {}), 3)).toBe('u-1');
    expect(owesRepeats(again({}, {}, {}), 3)).toBeNull();
    expect(owesRepeats([one(cross), one(), one(), one()], 3)).toBe('u-1');
    expect([owesRepeats([], 0), owesRepeats([one(cross)], 0)]).toEqual([null, 'u-1']);
  });

  it('count no secret, neither as one of them nor as the one that was dissatisfied, and none behind a secret', () => {
    const hidden = { restricted: true };
    expect(owesRepeats(again(cross, {}, hidden), 3)).toBeNull();
    expect(owesRepeats(again({ ...cross, ...hidden }, {}, {}, {}), 3)).toBeNull();
    expect(owesRepeats([one(hidden), one(cross), one(), one()], 3)).toBeNull();
  });

  it('are asked of whoever had the first, or else the next that somebody had; of nobody where nobody had any', () => {
    const nobody = { holder: null };
    expect(owesRepeats([one(nobody), one({ ...cross, ...nobody }), one({ holder: 'u-3' }), one({ holder: 'u-4' })], 3)).toBe(
      'u-3',
    );
    expect(owesRepeats([one(nobody), one({ ...cross, ...nobody }), one(nobody), one(nobody)], 3)).toBeNull();
    expect(owesRepeats([one(nobody), one(cross), one({ holder: 'u-secret', restricted: true }), one(), one()], 3)).toBe('u-1');
  });
});
