// Promise: a request to withdraw is answered once, by whoever has the case, whatever order it, the custody and the petitioner's second
// thoughts become known in; and it is accepted only after the call and the days of taking back that it asks for.
import fc from 'fast-check';
import {
  decideWithdrawal,
  evolveWithdrawal,
  type Heard,
  heedWish,
  noWithdrawal,
  openWithdrawal,
  overtakenWithdrawal,
  ranOut,
  type Withdrawal,
  type WithdrawalEvent,
  type WithdrawalWish,
  wishOf,
  withdrawalClock,
  withdrawalView,
  withWithdrawalClock,
} from '../src/index.js';

const clock = {
  startedOn: '2026-03-02',
  workingDays: 3,
  dueSoonAt: '2026-03-03T15:59:59.999Z',
  dueAt: '2026-03-05T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
const reason = { vaultId: 'v', commitment: 'sm3:v' };
const appealId = 'a';
const askedAt = '2026-03-02T02:00:00.000Z';
const later = '2026-03-04T02:00:00.000Z';

type Setting = Parameters<typeof wishOf>[0]['setting'];
const requested = (setting: Setting = 'OWN_ACCORD', takeBackUntil: string | null = null, number = 1): WithdrawalWish =>
  wishOf({ appealId, number, reason, setting, takeBackUntil });
const unheard: Heard = { wish: null, withdrawal: null, answeredBefore: 0 };
const happened = (event: WithdrawalEvent, before: Withdrawal | null = null, time = askedAt): Withdrawal =>
  evolveWithdrawal(before, { ...event, time, actor: { person: 'officer', post: null } });
const askedFor = (wish: WithdrawalWish): Heard => ({
  ...unheard,
  wish,
  withdrawal: happened({ type: 'WithdrawalAsked', v: 1, data: { appealId, number: wish.number, clock } }),
});
const here = { custody: 'HERE', clock } as const;
const typesOf = (events: readonly WithdrawalEvent[]): readonly string[] => events.map(({ type }) => type);
const decide = (heard: Heard, given: { accepts?: boolean; goesOn?: boolean; now?: string } = {}) => {
  const { accepts = true, goesOn = false, now = later } = given;
  return decideWithdrawal(heard, { appealId, accepts, reason, goesOn, now: Date.parse(now) });
};

describe('what follows from a request', () => {
  it('is that it waits, on a clock of its own, for whoever has the case', () => {
    expect(heedWish(unheard, appealId, here)).toEqual([]);
    const [asked] = heedWish({ ...unheard, wish: requested() }, appealId, here);
    expect(asked).toEqual({ type: 'WithdrawalAsked', v: 1, data: { appealId, number: 1, clock } });
    const waiting = asked && happened(asked);
    expect(withdrawalClock(waiting ?? null)).toMatchObject({ kind: 'WITHDRAWAL', status: 'RUNNING', dueAt: clock.dueAt });
  });

  it('is nothing where another has the case, and a no after the last signature', () => {
    const heard = { ...unheard, wish: requested() };
    expect(heedWish(heard, appealId, { ...here, custody: 'ELSEWHERE' })).toEqual([]);
    expect(heedWish(heard, appealId, { ...here, custody: 'OVER' })).toEqual([
      { type: 'WithdrawalRefused', v: 1, data: { appealId, number: 1, reason: null } },
    ]);
  });

  it('is nothing more once it waits, or the custodian before has answered it; a later one waits again', () => {
    expect(heedWish(askedFor(requested()), appealId, here)).toEqual([]);
    const answered = { ...unheard, wish: requested(), answeredBefore: 1 };
    expect(heedWish(answered, appealId, here)).toEqual([]);
    expect(typesOf(heedWish({ ...answered, wish: requested('OWN_ACCORD', null, 2) }, appealId, here))).toEqual([
      'WithdrawalAsked',
    ]);
  });

  it.each([
    ['took it back', { takenBack: true }],
    ['does not stand by it when he is called', { stands: false }],
  ])('is that it lapses where the petitioner %s: here alone, and once', (_, change) => {
    const wish = { ...requested(), ...change };
    const lapsed = heedWish({ ...askedFor(requested()), wish }, appealId, here);
    expect(lapsed).toEqual([{ type: 'WithdrawalLapsed', v: 1, data: { appealId, number: 1 } }]);
    expect(heedWish({ ...unheard, wish }, appealId, here)).toEqual([]);
    const withdrawal = happened(lapsed[0] as WithdrawalEvent, askedFor(requested()).withdrawal, later);
    expect(heedWish({ ...unheard, wish, withdrawal }, appealId, here)).toEqual([]);
    expect(withdrawal).toMatchObject({ status: 'LAPSED', by: null, reason: null, askedAt, decidedAt: later });
  });

  it('is the same whatever order things become known in: answered at most once, and by one custodian', () => {
    const facts = ['wish', 'custody', 'takenBack', 'stands', 'over'] as const;
    const inSomeOrder = fc.shuffledSubarray([...facts], { minLength: 1 });
    fc.assert(
      fc.property(inSomeOrder, fc.boolean(), (order, stands) => {
        const known = new Set<string>();
        let withdrawal: Withdrawal | null = null;
        const saidOf: string[] = [];
        for (const fact of order) {
          known.add(fact);
          const wish = known.has('wish')
            ? { ...requested('ON_PREMISES'), takenBack: known.has('takenBack'), stands: known.has('stands') ? stands : null }
            : null;
          const custody = known.has('over') ? 'OVER' : known.has('custody') ? 'HERE' : 'ELSEWHERE';
          const events = heedWish({ wish, withdrawal, answeredBefore: 0 }, appealId, { custody, clock });
          for (const event of events) withdrawal = happened(event, withdrawal);
          saidOf.push(...typesOf(events));
          expect(heedWish({ wish, withdrawal, answeredBefore: 0 }, appealId, { custody, clock })).toEqual([]);
        }
        expect(saidOf.filter((type) => type === 'WithdrawalAsked').length).toBeLessThanOrEqual(1);
        expect(saidOf.filter((type) => type !== 'WithdrawalAsked').length).toBeLessThanOrEqual(1);
        const givenUp = known.has('takenBack') || (known.has('stands') && !stands);
        if (known.has('wish') && givenUp) expect(openWithdrawal(withdrawal)).toBeNull();
      }),
    );
  });
});

describe('a decision', () => {
  it('needs a request that waits here', () => {
    const refused = { refused: 'withdrawal.none' };
    expect(decide(unheard)).toEqual(refused);
    expect(decide({ ...unheard, wish: requested() })).toEqual(refused);
    expect(decide({ ...askedFor(requested()), wish: requested('OWN_ACCORD', null, 2) }, { accepts: false })).toEqual(refused);
    expect([noWithdrawal(unheard), noWithdrawal(askedFor(requested()))]).toEqual([refused, null]);
  });

  it('says with a reason whether the case goes on without its petitioner', () => {
    expect(decide(askedFor(requested()), { goesOn: true })).toEqual([
      { type: 'WithdrawalAccepted', v: 1, data: { appealId, number: 1, reason, goesOn: true } },
    ]);
  });

  it.each<[Setting]>([['ON_PREMISES'], ['AFTER_VISIT']])(
    'accepts what was asked in the setting %s only after a call that confirms it, and refuses it at any time',
    (setting) => {
      const heard = askedFor(requested(setting));
      expect(decide(heard)).toEqual({ refused: 'withdrawal.call-back' });
      expect(typesOf(decide(heard, { accepts: false }) as readonly WithdrawalEvent[])).toEqual(['WithdrawalRefused']);
      const confirmed = { ...heard, wish: { ...requested(setting), stands: true } };
      expect(typesOf(decide(confirmed) as readonly WithdrawalEvent[])).toEqual(['WithdrawalAccepted']);
    },
  );

  it('accepts what was asked by query code only when the days of taking back are over, to the millisecond', () => {
    const heard = askedFor(requested('OWN_ACCORD', '2026-03-04T15:59:59.999Z'));
    expect(decide(heard, { now: '2026-03-04T15:59:59.999Z' })).toEqual({ refused: 'withdrawal.window' });
    expect(typesOf(decide(heard, { now: '2026-03-04T16:00:00.000Z' }) as readonly WithdrawalEvent[])).toEqual([
      'WithdrawalAccepted',
    ]);
    expect(typesOf(decide(heard, { now: askedAt, accepts: false }) as readonly WithdrawalEvent[])).toEqual(['WithdrawalRefused']);
  });

  it('ends the clock, and is remembered with who decided', () => {
    const { withdrawal } = askedFor(requested());
    const data = { appealId, number: 1, reason };
    const refused = happened({ type: 'WithdrawalRefused', v: 1, data }, withdrawal, later);
    expect(refused).toMatchObject({ status: 'REFUSED', askedAt, decidedAt: later, by: 'officer', reason });
    expect([refused.clock?.status, withdrawalClock(refused)]).toEqual(['ENDED', null]);
  });

  it('of a request that came too late names nobody, and was asked when it was answered', () => {
    const data = { appealId, number: 2, reason: null };
    const late = happened({ type: 'WithdrawalRefused', v: 1, data }, askedFor(requested()).withdrawal, later);
    expect(late).toEqual({ number: 2, status: 'REFUSED', askedAt: later, clock: null, decidedAt: later, by: null, reason: null });
    expect(withdrawalView(late, null)).toMatchObject({ dueAt: later, provisional: false, by: null });
  });
});

it('the last signature answers a request that waits, and none that was answered', () => {
  const { withdrawal } = askedFor(requested());
  expect(typesOf(overtakenWithdrawal(withdrawal, appealId))).toEqual(['WithdrawalRefused']);
  const lapsed = happened({ type: 'WithdrawalLapsed', v: 1, data: { appealId, number: 1 } }, withdrawal);
  expect([overtakenWithdrawal(lapsed, appealId), overtakenWithdrawal(null, appealId)]).toEqual([[], []]);
});

it('its clock runs out like any other, and who reads of it sees by when it was due', () => {
  const late = withWithdrawalClock(askedFor(requested()).withdrawal, ranOut);
  expect([withdrawalClock(late)?.status, withWithdrawalClock(null, ranOut)]).toEqual(['OVERDUE', null]);
  expect(late && withdrawalView(late, 'text')).toMatchObject({ status: 'ASKED', dueAt: clock.dueAt, reason: 'text' });
});
