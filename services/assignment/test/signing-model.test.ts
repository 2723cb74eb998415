// Promise: whoever tries what in handling and signing, in whatever order, the domain decides as a small model of the four signatures
// does, with one armed timer for each running clock; and domains that break one rule each are found, with a story of a few lines. MODEL_RUNS says how many stories.

import type { Refused, SlotName } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import { confirm, fillForPetitioner, officialSigners, refuse, sign, turnOf } from '../src/domain/countersign.js';
import { type EntryEvent, type EntryState, evolve, noEntry } from '../src/domain/entry.js';
import { proposeResult, recordContactAttempt, recordProgress } from '../src/domain/handle.js';
import { accept } from '../src/domain/handler.js';
import { nextDueAt, timeOut } from '../src/domain/time-out.js';
import { clock, order, proposing, resumption, terms, text } from './support/entries.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.MODEL_RUNS ?? 5_000);
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));

const officials = ['handler', 'other handler', 'deputy', 'head'] as const;
const steps = [
  'accepts',
  'reports progress',
  'states a result',
  'confirms',
  'is sought',
  'is given up',
  'hears',
  'signs',
  'refuses',
] as const;
type What = (typeof steps)[number];
interface Try {
  readonly what: What;
  readonly who: (typeof officials)[number] | 'petitioner';
  /** Whether he read the result that is up for signing. */
  readonly read: boolean;
  readonly day: string;
}

const begin: EntryState = {
  ...noEntry,
  stage: 'ASSIGNED',
  opened: { category: 'RESOLUTION', petitionerId: 'petitioner', petitionerKind: 'NAMED' } as unknown as EntryState['opened'],
  holderUnitId: 'u',
  unitPath: ['u'],
  clock: { ...clock, kind: 'HANDLING', status: 'RUNNING', next: 'DUE_SOON' },
};
type Decision = readonly EntryEvent[] | Refused;
type Decide = (state: EntryState, tried: Try, number: number) => Decision;

/** Here the deputy may stand in for the head where he has not signed: two people for two slots all the same. */
const eligible = (state: EntryState, slot: SlotName | null): readonly string[] => {
  const able = slot === 'LEADER_IN_CHARGE' ? ['deputy', 'head'] : slot === 'MAIN_LEADER' ? ['head', 'deputy'] : [];
  return able.filter((person) => !officialSigners(state).includes(person));
};

/** Here everybody may take it on. */
const handlersOf = (): readonly string[] => [...officials, 'petitioner'];

const decide: Decide = (state, { what, who, read, day }, number) => {
  const appealId = 'a';
  const digest = read ? (state.result?.digest ?? 'none') : 'another';
  const turn = turnOf(state, order);
  const judge = { appealId, person: 'centre', digest, evidence: null, codeMatches: false, involved: false };
  const centre = { ...judge, terms, attemptDaysNeeded: 3, refusalsNeeded: 2 };
  switch (what) {
    case 'accepts':
      return accept(state, { appealId, handlerId: who, handlersOf });
    case 'reports progress':
      return recordProgress(state, { person: who, handlersOf }, { appealId, text });
    case 'states a result': {
      const result = {
        appealId,
        resultId: 'r',
        round: 1,
        outcome: 'SOLVED',
        part: null,
        record: null,
        text,
        digest: `sm3:${number}`,
      } as const;
      return proposeResult(state, { person: who, handlersOf, ...proposing }, result);
    }
    case 'confirms':
      return confirm(state, { appealId, digest, satisfaction: 'SATISFIED', terms });
    case 'is sought':
      return recordContactAttempt(state, { appealId, means: 'VISIT', on: day });
    case 'is given up':
      return fillForPetitioner(state, { ...centre, form: 'UNREACHABLE', satisfaction: null, fromAbove: false });
    case 'hears':
      return fillForPetitioner(state, { ...centre, form: 'REFUSED', satisfaction: null, fromAbove: true });
    case 'signs':
      if (turn !== 'LEADER_IN_CHARGE' && turn !== 'MAIN_LEADER') return { refused: 'countersign.turn' };
      return sign(state, { appealId, digest, terms, slot: turn, person: who, eligible: eligible(state, turn) });
    case 'refuses': {
      const mayAct = turn === 'PETITIONER' ? who === 'petitioner' : eligible(state, turn).includes(who);
      return refuse(state, { appealId, digest, slot: turn ?? 'HANDLER', order, reason: text, resumption, mayAct });
    }
  }
};

interface Model {
  stage: 'ASSIGNED' | 'HANDLING' | 'SIGNING_OFF' | 'SEALING';
  handler: string;
  signed: string[];
  days: Set<string>;
  refusals: number;
}

/** Whether the procedure lets him, and what then follows. Null: it does not. */
const follows = (model: Model, { what, who, read, day }: Try): (() => void) | null => {
  const { stage, signed } = model;
  const turn = stage === 'SIGNING_OFF' ? signed.length : -1;
  const fill = (by: string) => (): void => {
    signed.push(by);
    if (signed.length === 4) model.stage = 'SEALING';
  };
  const leader = (who === 'deputy' || who === 'head') && !signed.includes(who) && turn >= 2;
  switch (what) {
    case 'accepts':
      return stage === 'ASSIGNED' ? () => Object.assign(model, { stage: 'HANDLING', handler: who }) : null;
    case 'reports progress':
      return stage === 'HANDLING' && who === model.handler ? () => undefined : null;
    case 'states a result':
      return stage === 'HANDLING' && who === model.handler
        ? () => Object.assign(model, { stage: 'SIGNING_OFF', signed: [who], days: new Set() })
        : null;
    case 'confirms':
      return turn === 1 && read ? fill('petitioner') : null;
    case 'is sought':
      return stage === 'SIGNING_OFF' ? () => model.days.add(day) : null;
    case 'is given up':
      return turn === 1 && read && model.days.size >= 3 ? fill('petitioner') : null;
    case 'hears':
      return turn === 1 && read && model.refusals >= 2 ? fill('petitioner') : null;
    case 'signs':
      return leader && read ? fill(who) : null;
    case 'refuses':
      if (!read || !(turn === 1 ? who === 'petitioner' : leader)) return null;
      return () => Object.assign(model, { stage: 'HANDLING', signed: [], refusals: model.refusals + (turn === 1 ? 1 : 0) });
  }
};

const runningClocks = ({ clock, signingClock }: EntryState): number =>
  [clock, signingClock].filter((each) => each?.status === 'RUNNING').length;

/** The armed timer fires, whichever it is. */
const fire = (state: EntryState, time: string): EntryState =>
  timeOut(state, { turnUnitId: 'u', lettersOffice: null, decidingUnitId: null, resuming: null }).reduce(
    (known, event) => evolve(known, { ...event, time, actor: { person: 'system', post: null } }),
    state,
  );

const play = (by: Decide, tries: readonly Try[]): void => {
  const model: Model = { stage: 'ASSIGNED', handler: '', signed: [], days: new Set(), refusals: 0 };
  let state = begin;
  for (const [number, tried] of tries.entries()) {
    const then = follows(model, tried);
    const decision = by(state, tried, number);
    const about = `${number + 1}. ${tried.who} ${tried.what}: ${JSON.stringify(decision).slice(0, 80)}`;
    // Not with expect: it would take most of the time of so many stories.
    invariant(!('refused' in decision) === (then !== null), about);
    if ('refused' in decision) continue;
    then?.();
    const actor = { person: tried.who, post: null };
    const time = `${tried.day}T02:00:${String(number).padStart(2, '0')}.000Z`;
    state = decision.reduce((known, event) => evolve(known, { ...event, time, actor }), state);
    const signed = model.stage === 'HANDLING' ? 0 : model.signed.length;
    if (number % 5 === 4) state = fire(state, time);
    invariant(runningClocks(state) === (nextDueAt(state) === null ? 0 : 1), `${about}: one armed timer for each running clock`);
    invariant(state.stage === model.stage && state.slots.length === signed, `${about}: ${state.stage}, ${state.slots.length}`);
  }
};

const tried: fc.Arbitrary<Try> = fc.record({
  what: fc.constantFrom(...steps),
  who: fc.constantFrom(...officials, 'petitioner' as const),
  read: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  // Time does not go back: the story has one day, or its last.
  day: fc.constant('2026-03-03'),
});
const forward: readonly Try[] = (
  [
    ['accepts', 'handler'],
    ['states a result', 'handler'],
    ['confirms', 'petitioner'],
    ['signs', 'deputy'],
    ['signs', 'head'],
  ] as const
).map(([what, who]) => ({ what, who, read: true, day: '2026-03-03' }));
/** The way forward with anything in between, one day a step. */
const stories = fc
  .array(fc.oneof({ weight: 2, arbitrary: tried }, { weight: 2, arbitrary: fc.constantFrom(...forward) }), {
    maxLength: 50,
    size: 'max',
  })
  .map((tries) => tries.map((one, at): Try => ({ ...one, day: `2026-03-${String(1 + Math.floor(at / 2)).padStart(2, '0')}` })));

const check = (by: Decide, numRuns: number) =>
  fc.check(
    fc.property(stories, (tries) => play(by, tries)),
    { seed, numRuns },
  );

test(`${runs} stories of handling and signing (SEED=${seed})`, () => {
  const { failed, errorInstance, counterexample, counterexamplePath } = check(decide, runs);
  const story = (counterexample?.[0] ?? []).map(({ who, what, read }) => `${who} ${what}${read ? '' : ', having read another'}`);
  expect(failed, `SEED=${seed} path ${counterexamplePath}:\n${story.join('\n')}\n${String(errorInstance)}`).toBe(false);
});

const saboteurs: Readonly<Record<string, Decide>> = {
  'one official signs twice': (state, one, number) => {
    const decision = decide(state, one, number);
    const turn = turnOf(state, order);
    if (!('refused' in decision) || one.what !== 'signs' || (turn !== 'LEADER_IN_CHARGE' && turn !== 'MAIN_LEADER'))
      return decision;
    const digest = one.read ? (state.result?.digest ?? '') : 'another';
    return sign(state, { appealId: 'a', digest, terms, slot: turn, person: one.who, eligible: [one.who] });
  },
  'nobody asks what was read': (state, one, number) => decide(state, { ...one, read: true }, number),
  'the petitioner signs for the leaders': (state, one, number) =>
    decide(state, one.what === 'signs' && one.who === 'petitioner' ? { ...one, who: 'deputy' } : one, number),
  'another handler may go on': (state, one, number) =>
    decide(state, one.who === 'other handler' ? { ...one, who: (state.handlerId ?? one.who) as Try['who'] } : one, number),
  'one refusal is enough for a hearing': (state, one, number) =>
    decide(one.what === 'hears' ? { ...state, petitionerRefusals: 2 * state.petitionerRefusals } : state, one, number),
  'attempts on one day are enough': (state, one, number) =>
    decide(
      one.what === 'is given up'
        ? { ...state, contactDays: Array.from({ length: state.counts.ContactAttempted }, (_, at) => `day ${at}`) }
        : state,
      one,
      number,
    ),
};

for (const [name, sabotaged] of Object.entries(saboteurs)) {
  test(`it is found that ${name}`, () => {
    const { failed, counterexample } = check(sabotaged, 20_000);
    expect(failed, `it was not found that ${name}`).toBe(true);
    expect(counterexample?.[0].length ?? 99, JSON.stringify(counterexample)).toBeLessThanOrEqual(12);
  });
}
