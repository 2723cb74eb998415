// Promise: whose turn it is follows from the order, the posts and who has signed; whoever may not is told why, a group decides by more than
// half, and what a query code did can be taken back while it matters.
import fc from 'fast-check';
import { voidCodeAct } from '../src/domain/code-act.js';
import { fillForPetitioner, isInvolved, officialSigners, turnOf } from '../src/domain/countersign.js';
import { type EntryState, noEntry } from '../src/domain/entry.js';
import { answerAsRepresentative, majorityOf, representativesOf, satisfactionOf } from '../src/domain/group.js';
import { standsAbove } from '../src/domain/hearing.js';
import { decideReopening, heedNotSolved, noReopening } from '../src/domain/reopening.js';
import {
  eligibleLeaders,
  notFresh,
  notOfMany,
  notRefusing,
  notSigning,
  refuseInTurn,
  signInTurn,
  unitOfTurn,
} from '../src/domain/signing-turn.js';
import { vacancyOf } from '../src/domain/vacancy.js';
import { clock, order, resumption, solved, terms, text } from './support/entries.js';
import { given, scope } from './support/entry-life.js';

const appealId = 'a';
const at = '2026-03-03T02:00:00.000Z';
const signed = (
  slot: 'HANDLER' | 'PETITIONER' | 'LEADER_IN_CHARGE',
  person: string,
  form: 'SIGNED' | 'BY_CODE' = 'SIGNED',
  post: string | null = 'post',
) => ({ slot, form, by: { person, post }, at, satisfaction: null, evidence: null }) as unknown as EntryState['slots'][number];
const opened = (change: object = {}) =>
  ({
    category: 'RESOLUTION',
    book: 'TOWNSHIP',
    ...scope,
    petitionerId: 'p',
    petitionerKind: 'NAMED',
    ...change,
  }) as unknown as EntryState['opened'];
const signing = (slots: EntryState['slots'], change: Partial<EntryState> = {}): EntryState => ({
  ...noEntry,
  stage: 'SIGNING_OFF',
  opened: opened(),
  holderUnitId: 'u',
  unitPath: ['u', 'above'],
  handlerId: 'handler',
  result: solved as unknown as EntryState['result'],
  clock: { ...clock, kind: 'HANDLING', status: 'SUSPENDED', next: 'DUE_SOON' },
  slots,
  ...change,
});
const handler = signed('HANDLER', 'handler');
const petitioners = signing([handler]);
const deputys = signing([handler, signed('PETITIONER', 'p', 'SIGNED', null)]);
const heads = signing([...deputys.slots, signed('LEADER_IN_CHARGE', 'deputy')]);
const leaders: Readonly<Record<string, readonly string[]>> = {
  'u LEADER_IN_CHARGE': ['deputy'],
  'u MAIN_LEADER': ['head'],
  'above LEADER_IN_CHARGE': ['upper deputy'],
  'above MAIN_LEADER': ['upper head', 'deputy'],
};
const leadersOf = (unitId: string, slot: string): readonly string[] => leaders[`${unitId} ${slot}`] ?? [];
const nobody = () => [];
const sign = (state: EntryState, person: string, change: object = {}) =>
  signInTurn(state, { appealId, digest: 'sm3:d', person, leadersOf, terms: { ...terms, ...change } });

describe('a leader', () => {
  it('signs in his turn, and whoever has none is told whose it is', () => {
    expect(sign(noEntry, 'head')).toEqual({ refused: 'entry.stage' });
    expect(sign(petitioners, 'head')).toEqual({ refused: 'countersign.turn' });
    expect(sign(deputys, 'head')).toEqual({ refused: 'countersign.turn' });
    expect(sign(deputys, 'stranger')).toEqual({ refused: 'countersign.turn' });
    expect(sign(deputys, 'upper deputy')).toEqual({ refused: 'countersign.person' });
    expect(sign(deputys, 'deputy')).toMatchObject([{ type: 'SlotFilled', data: { slot: 'LEADER_IN_CHARGE' } }]);
    expect(signInTurn(deputys, { appealId, digest: 'other', person: 'deputy', leadersOf, terms })).toEqual({
      refused: 'countersign.digest',
    });
  });

  it('is the nearest above where the post is vacant, or its holder has signed another slot', () => {
    const own = (unitId: string, slot: string) => (unitId === 'u' ? [] : leadersOf(unitId, slot));
    expect(eligibleLeaders(deputys, 'LEADER_IN_CHARGE', own)).toEqual(['upper deputy']);
    const both = (unitId: string, slot: string) => (unitId === 'u' ? ['deputy'] : leadersOf(unitId, slot));
    expect(eligibleLeaders(heads, 'MAIN_LEADER', both)).toEqual(['upper head']);
    expect(officialSigners(heads)).toEqual(['handler', 'deputy']);
    expect(officialSigners(signing([handler, signed('PETITIONER', 'clerk', 'BY_CODE')]))).toEqual(['handler', 'clerk']);
  });

  it('does not sign last while an order is open, and signs before that all the same', () => {
    const heldUpBy = { refused: 'entry.orders-open' } as const;
    expect(sign(heads, 'head', { heldUpBy })).toEqual(heldUpBy);
    expect(notSigning(heads, { person: 'head', leadersOf, terms: { order, heldUpBy } })).toEqual(heldUpBy);
    expect(sign(deputys, 'deputy', { heldUpBy })).toHaveLength(1);
  });

  it('signed in a short while ago, to the millisecond, and signs by itself what no desk answered', () => {
    expect([notFresh(0, 5 * 60_000, 5), notFresh(0, 5 * 60_000 + 1, 5)]).toEqual([null, { refused: 'countersign.sign-in' }]);
    expect(notOfMany(deputys, { deskDigest: 'sm3:d' })).toBeNull();
    expect(notOfMany(deputys, { deskDigest: null })).toEqual({ refused: 'countersign.alone' });
    expect(notOfMany(noEntry, { deskDigest: null })).toBeNull();
  });

  it('whose post nobody holds is what the entry visibly waits for', () => {
    const posts = { order, handlersOf: () => ['handler'], leadersOf, hasDistributor: true };
    expect([
      vacancyOf(heads, posts),
      vacancyOf(heads, { ...posts, leadersOf: nobody }),
      vacancyOf(petitioners, { ...posts, leadersOf: nobody }),
    ]).toEqual([null, 'MAIN_LEADER', null]);
    const handling = { ...petitioners, stage: 'HANDLING' as const };
    expect([vacancyOf(handling, posts), vacancyOf(handling, { ...posts, handlersOf: nobody })]).toEqual([null, 'HANDLER']);
    const assigning = { ...petitioners, stage: 'ASSIGNING' as const };
    expect([vacancyOf(assigning, posts), vacancyOf(assigning, { ...posts, hasDistributor: false })]).toEqual([
      null,
      'LETTERS_OFFICER',
    ]);
  });

  it('has his turn counted at the unit that signs; the petitioner’s is the centre’s', () => {
    const turn = (
      slot: 'PETITIONER' | 'MAIN_LEADER' | 'HANDLER' | null,
      centre: string | null = 'centre',
      of: typeof leadersOf = leadersOf,
    ) => unitOfTurn(heads, { slot, centre, leadersOf: of });
    expect([turn('PETITIONER'), turn('PETITIONER', null), turn('HANDLER'), turn(null)]).toEqual(['centre', 'u', 'u', 'u']);
    expect([turn('MAIN_LEADER'), turn('MAIN_LEADER', null, nobody)]).toEqual(['u', 'above']);
  });
});

describe('a refusal', () => {
  const refuser = (person: string, role: string | null = null, involved = false) => ({
    order,
    role,
    involved,
    person,
    leadersOf,
  });
  const refuse = (state: EntryState, person: string, change: object = {}) =>
    refuseInTurn(state, {
      appealId,
      digest: 'sm3:d',
      person,
      role: null,
      involved: false,
      leadersOf,
      terms,
      resumption,
      reason: text,
      codeOf: null,
      ...change,
    });

  it('at the petitioner’s turn is his alone: himself, or at the centre with his code by somebody not involved', () => {
    expect(notRefusing(noEntry, refuser('p'))).toEqual({ refused: 'entry.stage' });
    expect([notRefusing(petitioners, refuser('p')), notRefusing(petitioners, refuser('clerk', 'CENTRE_CLERK'))]).toEqual([
      null,
      null,
    ]);
    expect(notRefusing(petitioners, refuser('handler', 'HANDLER'))).toEqual({ refused: 'countersign.turn' });
    expect(notRefusing(petitioners, refuser('clerk', 'CENTRE_CLERK', true))).toEqual({ refused: 'countersign.involved' });
    expect(notRefusing(petitioners, refuser('p', 'MAIN_LEADER'))).toEqual({ refused: 'countersign.turn' });
    expect(refuse(petitioners, 'clerk', { role: 'CENTRE_CLERK' })).toEqual({ refused: 'countersign.code' });
    expect(refuse(petitioners, 'clerk', { role: 'CENTRE_CLERK', codeOf: 'p' })).toMatchObject([
      { type: 'ResultRefused', data: { byCode: true } },
    ]);
    expect(refuse(petitioners, 'p')).toMatchObject([{ type: 'ResultRefused', data: { slot: 'PETITIONER', ownDaysLeft: 20 } }]);
  });

  it('of a leader voids all signatures, and of no other in his place', () => {
    expect(refuse(deputys, 'head')).toEqual({ refused: 'countersign.turn' });
    expect(refuse(deputys, 'upper deputy')).toEqual({ refused: 'countersign.person' });
    const back = given(deputys, refuse(deputys, 'deputy'), 'deputy');
    expect(back).toMatchObject({ stage: 'HANDLING', slots: [] });
    expect(turnOf(back, order)).toBeNull();
  });

  it('that a code gave can be taken back while it counts; a signature while its result is up for signing', () => {
    const taken = (act: 'SIGNATURE' | 'REFUSAL', digest = 'sm3:d') => ({ appealId, act, digest }) as never;
    const byCode = signing([handler, signed('PETITIONER', 'clerk', 'BY_CODE'), signed('LEADER_IN_CHARGE', 'deputy')]);
    expect(voidCodeAct(byCode, taken('SIGNATURE'), clock)).toMatchObject([{ type: 'CodeActVoided', data: { clock } }]);
    expect([voidCodeAct(byCode, taken('SIGNATURE', 'older'), clock), voidCodeAct(deputys, taken('SIGNATURE'), clock)]).toEqual([
      [],
      [],
    ]);
    expect([
      voidCodeAct(byCode, taken('REFUSAL'), clock),
      voidCodeAct({ ...byCode, petitionerRefusals: 1 }, taken('REFUSAL'), clock).length,
    ]).toEqual([[], 1]);
    for (const stage of ['CLOSED', 'WITHDRAWN'] as const)
      expect(voidCodeAct({ ...byCode, stage }, taken('SIGNATURE'), clock)).toEqual([]);
    expect(turnOf(given(byCode, voidCodeAct(byCode, taken('SIGNATURE'), clock)), order)).toBe('PETITIONER');
  });
});

describe('a group', () => {
  const group = signing([handler], { opened: opened({ petitionerKind: 'GROUP', representatives: ['p', 'q', 'r'] }) });
  const answering = (personId: string | null, digest = 'sm3:d') => ({
    appealId,
    digest,
    personId,
    form: 'SIGNED' as const,
    terms,
  });
  const says = (state: EntryState, personId: string | null, agrees: boolean, digest = 'sm3:d') =>
    answerAsRepresentative(
      state,
      answering(personId, digest),
      agrees ? { satisfaction: 'SATISFIED' } : { reason: text, resumption },
    );
  const after = (...answers: readonly (readonly [string, boolean])[]) =>
    answers.reduce((state, [person, agrees]) => given(state, says(state, person, agrees), person), group);

  it('answers by its representatives alone, each once, on what was read', () => {
    for (const other of [null, 'stranger']) expect(says(group, other, true)).toEqual({ refused: 'countersign.person' });
    expect(says(group, 'p', true, 'other')).toEqual({ refused: 'countersign.digest' });
    expect(says(after(['p', true]), 'p', false)).toEqual({ refused: 'group.answered' });
    expect(representativesOf(petitioners)).toEqual(['p']);
    expect(representativesOf(noEntry)).toEqual([]);
  });

  it('has signed with the answer that makes a majority, and refused with the other, whatever the first said', () => {
    expect(turnOf(after(['p', false], ['q', true]), order)).toBe('PETITIONER');
    const one = after(['p', false], ['q', true], ['r', true]);
    expect(one.slots.at(-1)).toMatchObject({ slot: 'PETITIONER', form: 'GROUP' });
    expect(after(['p', true], ['q', false], ['r', false])).toMatchObject({ stage: 'HANDLING', slots: [] });
  });

  it('comes to one thing whatever the order of its answers, and never to both', () => {
    const answers = fc.array(
      fc.record({ agrees: fc.boolean(), satisfaction: fc.constantFrom('SATISFIED', 'DISSATISFIED', 'VERY_SATISFIED', null) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 5 }), (given, more) => {
        const representatives = Math.max(given.length, more);
        const [one, other] = [given, [...given].reverse()].map((each) => [
          majorityOf(each as never, representatives),
          satisfactionOf(each as never),
        ]);
        expect(one).toEqual(other);
        const agreed = given.filter(({ agrees }) => agrees).length;
        expect(one?.[0]).toBe(
          agreed > representatives / 2 ? 'AGREED' : given.length - agreed > representatives / 2 ? 'REFUSED' : null,
        );
      }),
    );
  });
});

it('whoever took the case in, handles it or stated its result records nothing by code; the forms ask for what they are', () => {
  for (const person of ['clerk', 'handler']) expect(isInvolved(petitioners, { takenInBy: 'clerk' }, person)).toBe(true);
  expect(isInvolved({ ...petitioners, handlerId: 'successor' }, { takenInBy: null }, 'handler')).toBe(true);
  expect(isInvolved(petitioners, { takenInBy: null }, 'clerk')).toBe(false);
  const fills = (form: 'SIGNED' | 'GROUP' | 'WITHDRAWN' | 'NO_PETITIONER' | 'ANONYMOUS_NOTICE') =>
    fillForPetitioner(petitioners, {
      appealId,
      person: 'centre',
      digest: 'sm3:d',
      form,
      satisfaction: null,
      evidence: null,
      codeMatches: true,
      involved: false,
      fromAbove: true,
      terms,
      attemptDaysNeeded: 3,
      refusalsNeeded: 2,
    });
  for (const form of ['SIGNED', 'GROUP', 'WITHDRAWN', 'NO_PETITIONER', 'ANONYMOUS_NOTICE'] as const)
    expect(fills(form)).toEqual({ refused: 'countersign.form' });
});

it('a hearing is held above the level that has the case, of a district matter at the district', () => {
  const levelOf = (id: string) => ({ d: 'DISTRICT', t: 'TOWNSHIP', v: 'VILLAGE' })[id];
  const above = (book: string, seat: string | null) => standsAbove({ ...noEntry, opened: opened({ book }) }, seat, levelOf);
  expect(['v', 't', 'd', 'elsewhere', null].map((seat) => above('TOWNSHIP', seat))).toEqual([false, false, true, false, false]);
  expect([above('VILLAGE', 't'), above('VILLAGE', 'v'), above('DISTRICT', 'd'), above('DISTRICT', 't')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(standsAbove(noEntry, 'd', levelOf)).toBe(false);
});

describe('a closed round', () => {
  const closed = { ...heads, stage: 'CLOSED' as const, closedAt: at };
  const heard = (round: number) => ({ notSolved: { round } }) as never;
  const decide = (state: EntryState, reopens: boolean) => decideReopening(state, { appealId, reopens, reason: text, clock });
  const asked = given(closed, heedNotSolved(closed, heard(1), appealId, clock));

  it('that was not solved asks for a decision once, and nothing else does', () => {
    expect(asked.reopening).toMatchObject({ round: 1, reopened: null, clock: { kind: 'REOPENING', status: 'RUNNING' } });
    expect(heedNotSolved(asked, heard(1), appealId, clock)).toEqual([]);
    expect([
      heedNotSolved(closed, heard(2), appealId, clock),
      heedNotSolved(closed, { notSolved: null } as never, appealId, clock),
      heedNotSolved(heads, heard(1), appealId, clock),
    ]).toEqual([[], [], []]);
  });

  it('is reopened, or not, once, and stays what it was', () => {
    expect([noReopening(closed), decide(closed, true)]).toEqual([{ refused: 'reopening.none' }, { refused: 'reopening.none' }]);
    const refused = given(asked, decide(asked, false), 'letters');
    expect(refused).toMatchObject({ stage: 'CLOSED', reopening: { reopened: false, by: 'letters', clock: { status: 'ENDED' } } });
    expect(decide(refused, true)).toEqual({ refused: 'reopening.none' });
    expect(decide(asked, true)).toMatchObject([
      {
        data: {
          round: 2,
          unitId: 'u',
          before: {
            round: 1,
            digest: 'sm3:d',
            slots: [{ slot: 'HANDLER' }, { slot: 'PETITIONER' }, { slot: 'LEADER_IN_CHARGE' }],
          },
        },
      },
    ]);
    expect(given(asked, decide(asked, true), 'letters')).toMatchObject({ stage: 'HANDLING', round: 2, slots: [] });
  });
});
