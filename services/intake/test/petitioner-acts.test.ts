// Promise: what a petitioner asks, takes back, evaluates or says is his alone: by himself, or by his code through somebody who had nothing to
// do with it; each once, and within its time to the millisecond.
import fc from 'fast-check';
import {
  type AppealEvent,
  type AppealFacts,
  type AppealState,
  type Decision,
  evolve,
  hasWithdrawn,
  isClosed,
  noAppeal,
  noFacts,
} from '../src/domain/appeal.js';
import { correctContact } from '../src/domain/correct-contact.js';
import { decideSplit, lapseSplit, proposeSplit, splitDueAt } from '../src/domain/decide-split.js';
import { answerAtDesk, confirmDeskAnswer, deskStatus } from '../src/domain/desk-answer.js';
import { evaluate } from '../src/domain/evaluate.js';
import { notSolved, reportNotSolved } from '../src/domain/not-solved.js';
import { decideRepeat, isLater, isNear, likeness } from '../src/domain/repeat.js';
import { takeBackCodeAct } from '../src/domain/take-back.js';
import {
  callBack,
  isInvolved,
  notWithdrawable,
  openRequest,
  requestWithdrawal,
  takeBackWithdrawal,
} from '../src/domain/withdraw.js';

const text = { vaultId: 'v', commitment: 'sm3:x' };
const at = '2026-03-02T02:00:00.000Z';
const day = 86_400_000;
const appealId = 'a';
const clock = {
  startedOn: '2026-03-02',
  workingDays: 5,
  dueSoonAt: at,
  dueAt: '2026-03-09T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
const scope = { number: 0, regionPath: ['d', 't'], barred: [], recused: [], restricted: false, offices: [] };
const given = (state: AppealState, decided: Decision, person = 'p', post: string | null = null): AppealState => {
  if ('refused' in decided) throw new Error(JSON.stringify(decided));
  return decided.reduce((known, event) => evolve(known, { ...event, time: at, actor: { person, post } }), state);
};
const typesOf = (decided: Decision) => ('refused' in decided ? [decided.refused] : decided.map(({ type }) => type));
const brought = (petitioner: object = {}, change: object = {}): AppealState => ({
  ...noAppeal,
  takenInBy: 'taker',
  submitted: {
    appealId,
    petitioner: { personId: 'p', kind: 'NAMED', protected: false, ...petitioner },
    receivedAt: at,
    ...scope,
    ...change,
  } as unknown as AppealState['submitted'],
});
const one = brought();
const facts = (change: Partial<AppealFacts['assignment']> = {}, triage: Partial<AppealFacts['triage']> = {}): AppealFacts => ({
  ...noFacts,
  triage: { ...noFacts.triage, accepted: true, ...triage },
  assignment: { ...noFacts.assignment, handlers: ['handler'], ...change },
});
const open = facts({ opened: true });
const closed = facts({ opened: true, closed: [{ round: 1, at }] });
const answers = (answered: number, change: object = {}) => ({ answered, withdrew: false, ended: false, ...change });
const centre = (person = 'clerk', shown = true) => ({ person, shown });
const asked = (setting: 'OWN_ACCORD' | 'ON_PREMISES' = 'OWN_ACCORD', takeBackUntil: string | null = null) => ({
  appealId,
  reason: text,
  setting,
  takeBackUntil,
});

describe('a request to withdraw', () => {
  const ask = (
    state: AppealState,
    known = open,
    by: ReturnType<typeof centre> | null = null,
    person: string | null = 'p',
    request = asked(),
  ) => requestWithdrawal(state, known, request, by, person);
  const waits = given(one, ask(one));

  it('is one at a time, numbered, and none once the case is over or was withdrawn', () => {
    expect(waits.withdrawal).toMatchObject({ number: 1, typedBy: null, stands: null });
    expect(ask(waits)).toEqual({ refused: 'withdrawal.open' });
    const refused = facts({ opened: true, withdrawal: answers(1) });
    expect(given(waits, ask(waits, refused)).withdrawal?.number).toBe(2);
    const gone = facts({ opened: true }, { withdrawal: answers(1, { withdrew: true }) });
    for (const known of [closed, facts({}, { dismissed: true }), gone])
      expect(ask(one, known)).toEqual({ refused: 'withdrawal.over' });
    expect([hasWithdrawn(gone), isClosed(gone)]).toEqual([true, false]);
  });

  it('is typed for him by nobody who took it in or handled it, and only with what is his', () => {
    for (const person of ['taker', 'handler']) {
      expect(isInvolved(one, open, person)).toBe(true);
      expect(ask(one, open, centre(person))).toEqual({ refused: 'countersign.involved' });
      expect(notWithdrawable(one, open, { clerk: person, person: null })).toEqual({ refused: 'countersign.involved' });
    }
    expect(ask(one, open, centre('clerk', false))).toEqual({ refused: 'countersign.code' });
    expect(given(one, ask(one, open, centre()), 'clerk', 'post').withdrawal?.typedBy).toBe('clerk');
  });

  it('of a group is asked with more than half of its representatives, each of whom backs it once', () => {
    const group = brought({
      kind: 'GROUP',
      group: { members: 9, others: ['q', 'r', 's'].map((personId) => ({ personId, queryCode: 's:h' })) },
    });
    const backed = ['p', 'q'].reduce((state, person) => given(state, ask(state, open, null, person)), group);
    expect([backed.withdrawal, backed.withdrawalBackers]).toEqual([null, { number: 1, persons: ['p', 'q'] }]);
    expect(ask(backed, open, null, 'q')).toEqual({ refused: 'withdrawal.backed' });
    expect(typesOf(ask(backed, open, null, 'r'))).toEqual(['WithdrawalBacked', 'WithdrawalRequested']);
    const second = given(backed, ask(backed, open, null, 'r'));
    expect(typesOf(ask(second, facts({ opened: true, withdrawal: answers(1) }), null, 'p'))).toEqual(['WithdrawalBacked']);
  });

  it('under pressure is called back about, once, by neither who typed it nor who had to do with the case', () => {
    const call = (state: AppealState, person: string) => callBack(state, open, { appealId, person, stands: true });
    expect(call(waits, 'clerk')).toEqual({ refused: 'withdrawal.none' });
    const pressed = given(one, ask(one, open, centre(), 'p', asked('ON_PREMISES')), 'clerk', 'post');
    expect([call(pressed, 'clerk'), call(pressed, 'handler')]).toEqual([
      { refused: 'countersign.recorder' },
      { refused: 'countersign.involved' },
    ]);
    const called = given(pressed, call(pressed, 'other'), 'other', 'post');
    expect([called.withdrawal?.stands, call(called, 'third')]).toEqual([true, { refused: 'withdrawal.none' }]);
    const not = given(pressed, callBack(pressed, open, { appealId, person: 'other', stands: false }), 'other', 'post');
    expect(openRequest(not, open)).toBeNull();
  });

  it('is taken back by himself as long as it waits, at the centre within its days and against what is known of him', () => {
    const until = '2026-03-04T15:59:59.999Z';
    const byCode = given(one, ask(one, open, centre(), 'p', asked('OWN_ACCORD', until)), 'clerk', 'post');
    const back = (state: AppealState, by: ReturnType<typeof centre> | null, now: string, known = open) =>
      takeBackWithdrawal(state, known, { appealId, centre: by, now: Date.parse(now) });
    expect(typesOf(back(byCode, centre(), until))).toEqual(['WithdrawalTakenBack']);
    expect(back(byCode, centre(), '2026-03-04T16:00:00.000Z')).toEqual({ refused: 'code.window' });
    expect(typesOf(back(byCode, null, '2026-05-01T00:00:00.000Z'))).toEqual(['WithdrawalTakenBack']);
    expect([back(byCode, centre('clerk', false), at), back(waits, centre(), at)]).toEqual([
      { refused: 'code.against' },
      { refused: 'code.window' },
    ]);
    expect(back(byCode, null, at, facts({ opened: true, withdrawal: answers(1) }))).toEqual({ refused: 'code.window' });
    const gone = given(byCode, back(byCode, null, at));
    expect([back(gone, null, at), openRequest(gone, open)]).toEqual([{ refused: 'code.window' }, null]);
  });
});

describe('after closing', () => {
  const now = Date.parse(at);
  const report = { appealId, reason: text, windowDays: 30, now };
  const evaluation = { appealId, satisfaction: 'SATISFIED', reason: null, windowDays: 30, now } as const;

  it('he evaluates the round that was closed last, once, until the last moment of its window', () => {
    expect(evaluate(one, open, evaluation)).toEqual({ refused: 'intake.closed' });
    expect(typesOf(evaluate(one, closed, { ...evaluation, now: now + 30 * day }))).toEqual(['AppealEvaluated']);
    expect(evaluate(one, closed, { ...evaluation, now: now + 30 * day + 1 })).toEqual({ refused: 'intake.evaluation-window' });
    expect(evaluate(one, closed, { ...evaluation, satisfaction: 'DISSATISFIED' })).toEqual({
      refused: 'intake.evaluation-reason',
    });
    const done = given(one, evaluate(one, closed, evaluation));
    expect(evaluate(done, closed, evaluation)).toEqual({ refused: 'intake.evaluated' });
    const twice = facts({ opened: true, round: 2, closed: [...closed.assignment.closed, { round: 2, at }] });
    expect(typesOf(evaluate(done, twice, evaluation))).toEqual(['AppealEvaluated']);
    expect(evaluate(one, facts({ ...closed.assignment, withdrawal: answers(1, { withdrew: true }) }), evaluation)).toEqual({
      refused: 'intake.withdrawn',
    });
  });

  it('he says once a round that it is not solved: inside the window it asks for reopening, after it it is another appeal', () => {
    const say = (state: AppealState, known = closed, by: ReturnType<typeof centre> | null = null, later = 0) =>
      reportNotSolved(state, known, { ...report, now: now + later }, by);
    expect([typesOf(say(one, closed, null, 30 * day)), typesOf(say(one, closed, null, 30 * day + 1))]).toEqual([
      ['NotSolvedReported'],
      ['AppealBroughtAgain'],
    ]);
    expect(say(given(one, say(one)))).toEqual({ refused: 'unsolved.once' });
    const reopened = facts({ opened: true, round: 2, closed: [{ round: 1, at }] });
    expect([say(one, reopened), notSolved(reopened, report)]).toEqual([{ refused: 'unsolved.window' }, null]);
    expect([say(one, closed, centre('handler')), say(one, closed, centre('clerk', false))]).toEqual([
      { refused: 'countersign.involved' },
      { refused: 'countersign.code' },
    ]);
  });

  it('a signature by his code is taken back within its days; where it closed the case that says that it is not solved', () => {
    const act = (kind: 'SIGNATURE' | 'REFUSAL', digest = 'd1') => ({ act: kind, digest, at });
    const back = (
      state: AppealState,
      known: AppealFacts,
      kind: 'SIGNATURE' | 'REFUSAL' = 'SIGNATURE',
      later = 0,
      by: ReturnType<typeof centre> | null = null,
    ) =>
      takeBackCodeAct(state, known, {
        appealId,
        act: kind,
        centre: by,
        until: (doneAt) => Date.parse(doneAt) + 2 * day,
        windowDays: 30,
        now: now + later,
      });
    const signed = facts({ opened: true, codeAct: act('SIGNATURE') });
    expect([typesOf(back(one, signed, 'SIGNATURE', 2 * day)), typesOf(back(one, signed, 'SIGNATURE', 2 * day + 1))]).toEqual([
      ['CodeActTakenBack'],
      ['code.window'],
    ]);
    expect([back(one, open), back(one, signed, 'REFUSAL')]).toEqual([{ refused: 'code.window' }, { refused: 'code.window' }]);
    expect(back(one, signed, 'SIGNATURE', 0, centre('clerk', false))).toEqual({ refused: 'code.against' });
    expect(typesOf(back(one, { ...closed, assignment: { ...closed.assignment, codeAct: act('SIGNATURE') } }))).toEqual([
      'CodeActTakenBack',
      'NotSolvedReported',
    ]);
    expect(back(one, { ...closed, assignment: { ...closed.assignment, codeAct: act('REFUSAL') } }, 'REFUSAL')).toEqual({
      refused: 'code.window',
    });
    const gone = given(one, back(one, signed));
    expect([typesOf(back(gone, signed)), typesOf(back(gone, facts({ opened: true, codeAct: act('SIGNATURE', 'd2') })))]).toEqual([
      ['code.window'],
      ['CodeActTakenBack'],
    ]);
  });
});

describe('at a desk', () => {
  const answer = { appealId, digest: 'd', outcome: 'ANSWERED', level: 'TOWNSHIP' } as unknown as Parameters<
    typeof answerAtDesk
  >[3];
  const accepted = facts();
  const answered = given(one, answerAtDesk(one, accepted, scope, answer), 'clerk', 'post');
  const confirm = (state: AppealState, known = accepted, digest = 'd') =>
    confirmDeskAnswer(state, known, {
      appealId,
      digest,
      satisfaction: 'SATISFIED',
      form: 'SIGNED',
      by: { person: 'p', post: null },
      at,
    });

  it('a question is answered of one petitioner, about nobody, while the review has not gone on; settled only by a village', () => {
    for (const [kind, refused] of [
      ['NONE', 'desk.petitioner'],
      ['GROUP', 'group.kind'],
    ] as const)
      expect(answerAtDesk(brought({ kind }), accepted, scope, answer)).toEqual({ refused });
    expect(answerAtDesk(one, accepted, { ...scope, restricted: true }, answer)).toEqual({ refused: 'desk.accused' });
    for (const known of [facts({}, { goneOn: true }), open, facts({}, { dismissed: true })])
      expect(answerAtDesk(one, known, scope, answer)).toEqual({ refused: 'desk.late' });
    expect(answerAtDesk(one, accepted, scope, { ...answer, outcome: 'SOLVED' } as never)).toEqual({ refused: 'desk.village' });
    expect(typesOf(answerAtDesk(one, accepted, scope, { ...answer, outcome: 'SOLVED', level: 'VILLAGE' } as never))).toEqual([
      'DeskAnswered',
    ]);
  });

  it('it is answered anew until he confirms, who confirms what he read, once', () => {
    expect([confirm(one), confirm(answered, accepted, 'other')]).toEqual([{ refused: 'desk.none' }, { refused: 'desk.digest' }]);
    const again = given(answered, answerAtDesk(answered, accepted, scope, { ...answer, digest: 'e' } as never), 'clerk', 'post');
    expect([confirm(again), typesOf(confirm(again, accepted, 'e'))]).toEqual([{ refused: 'desk.digest' }, ['DeskAnswerSigned']]);
    const done = given(answered, confirm(answered));
    expect([confirm(done), answerAtDesk(done, accepted, scope, answer)]).toEqual([
      { refused: 'desk.confirmed' },
      { refused: 'desk.confirmed' },
    ]);
    expect(confirm(answered, open)).toEqual({ refused: 'desk.late' });
  });

  it('it stands as the review says, and is overtaken where that went on without it', () => {
    const status = (state: AppealState, known: AppealFacts) => state.deskAnswer && deskStatus(state.deskAnswer, known);
    expect([status(answered, accepted), status(given(answered, confirm(answered)), accepted), status(answered, open)]).toEqual([
      'OFFERED',
      'CONFIRMED',
      'OVERTAKEN',
    ]);
    const said = (ok: boolean, digest = 'd') => facts({ opened: ok }, { deskAnswer: { digest, accepted: ok } });
    expect([status(answered, said(true)), status(answered, said(false)), status(answered, said(true, 'x'))]).toEqual([
      'ACCEPTED',
      'REFUSED',
      'OVERTAKEN',
    ]);
  });
});

describe('a split', () => {
  const complaint = brought({}, { restricted: true });
  const proposal = { appealId, complaint: text, ordinary: text, clock } as never;
  const proposed = given(complaint, proposeSplit(complaint, facts(), proposal), 'letters', 'post');
  const decide = (
    approves: boolean,
    by: ReturnType<typeof centre> | null = null,
    reason: typeof text | null = null,
    known = facts(),
  ) => decideSplit(proposed, known, { appealId, approves, reason, centre: by });

  it('is proposed of a restricted appeal under review, one at a time', () => {
    expect(proposeSplit(one, facts(), proposal)).toEqual({ refused: 'split.custody' });
    for (const known of [noFacts, open, facts({}, { dismissed: true })])
      expect(proposeSplit(complaint, known, proposal)).toEqual({ refused: 'split.custody' });
    expect(proposeSplit(proposed, facts(), proposal)).toEqual({ refused: 'split.open' });
    expect(splitDueAt(proposed)).toBe(Date.parse(clock.dueAt) + 1);
  });

  it('is approved of by the petitioner, or by his code through neither who proposed it nor who is involved; a no says why', () => {
    expect(decide(false)).toEqual({ refused: 'split.reason' });
    expect([decide(true, centre('letters')), decide(true, centre('taker')), decide(true, centre('clerk', false))]).toEqual([
      { refused: 'countersign.recorder' },
      { refused: 'countersign.involved' },
      { refused: 'countersign.code' },
    ]);
    const approved = given(proposed, decide(true));
    expect([
      splitDueAt(approved),
      decideSplit(approved, facts(), { appealId, approves: true, reason: null, centre: null }),
    ]).toEqual([null, { refused: 'split.none' }]);
    expect(proposeSplit(approved, facts(), proposal)).toEqual({ refused: 'split.open' });
  });

  it('that he refuses, or lets lapse, may be proposed again under the next number', () => {
    for (const ended of [given(proposed, decide(false, null, text)), given(proposed, lapseSplit(proposed))])
      expect(given(ended, proposeSplit(ended, facts(), proposal), 'letters', 'post').split).toMatchObject({
        number: 2,
        status: 'PROPOSED',
      });
    expect(lapseSplit(one)).toEqual([]);
  });
});

describe('a repeat', () => {
  const pair = { appealId, earlierId: 'e', linkId: 'l' };
  const decide = (state: AppealState, isRepeat: boolean, isCandidate = true) =>
    decideRepeat(state, pair, { isRepeat, isCandidate });

  it('is found by a person, of one earlier appeal at most, and is not asked about again once it was denied', () => {
    expect(decide(one, true, false)).toEqual({ refused: 'repeat.none' });
    expect(decide(given(one, decide(one, true)), true)).toEqual({ refused: 'repeat.linked' });
    const denied = given(one, decide(one, false));
    expect([decide(denied, false), typesOf(decide(denied, true))]).toEqual([{ refused: 'repeat.denied' }, ['RepeatLinked']]);
    expect(decide({ ...one, notRepeats: Array.from({ length: 20 }, (_, index) => `e-${index}`) }, false)).toEqual({
      refused: 'repeat.denied',
    });
  });

  it('has one later of the two, the same from both sides, and places that are one or lie within each other', () => {
    const other = (id: string, receivedAt: string) => brought({}, { appealId: id, receivedAt });
    const moments = fc.tuple(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('c', 'd'),
      fc.constantFrom(at, '2026-03-03T02:00:00.000Z'),
      fc.constantFrom(at, '2026-03-03T02:00:00.000Z'),
    );
    fc.assert(
      fc.property(moments, ([one, two, first, second]) =>
        expect(isLater(other(one, first), other(two, second))).not.toBe(isLater(other(two, second), other(one, first))),
      ),
    );
    expect(isLater(noAppeal, one)).toBe(false);
    expect([
      isNear(['d', 't'], ['d', 't', 'v']),
      isNear(['d', 't', 'v'], ['d', 't']),
      isNear(['d', 't'], ['d', 'x']),
      isNear(['d'], ['d', 't']),
    ]).toEqual([true, true, false, false]);
  });

  it('is alike by what two texts have in common, whichever comes first', () => {
    expect([likeness('路灯不亮', '路灯不亮'), likeness('路灯不亮', '水管漏水'), likeness('', '')]).toEqual([1, 0, 0]);
    fc.assert(fc.property(fc.string(), fc.string(), (left, right) => expect(likeness(left, right)).toBe(likeness(right, left))));
  });
});

it('a corrected contact is his own, keeps what he leaves out, and tells the telephone that held until then', () => {
  const corrects = (state: AppealState, telephone: typeof text | null, personId = 'p') =>
    correctContact(state, { appealId, personId, telephone, address: null });
  expect(corrects(brought({ kind: 'ANONYMOUS' }), text)).toEqual({ refused: 'contact.unknown' });
  const first = given(one, corrects(one, text));
  const second = { vaultId: 'w', commitment: 'sm3:w' };
  expect((corrects(first, second) as readonly AppealEvent[])[0]?.data).toMatchObject({ telephone: second, former: text });
  expect((corrects(first, second, 'q') as readonly AppealEvent[])[0]?.data).not.toHaveProperty('former');
  expect(given(first, corrects(first, null)).contacts['p']).toMatchObject({ telephone: text });
});
