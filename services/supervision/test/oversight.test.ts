// Promise: the oversight document says the scope of a case whole, with a number that only grows; of a case that accuses nobody it says
// nothing, and what has not changed it does not say again.
import type { Accusation, CaseScope } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import {
  accessOf,
  accuse,
  currentScope,
  type Decision,
  declareConflict,
  evolve,
  keepScope,
  noFacts,
  noOversight,
  notProposing,
  type OversightFacts,
  type OversightState,
  propose,
  settle,
} from '../src/domain/oversight.js';

const accused: Accusation = { units: ['u-north'], persons: [], since: 2024 };
const scope: CaseScope = {
  number: 0,
  regionPath: ['d', 't'],
  barred: ['unit:u-north@2024'],
  recused: ['unit:u-north@2024'],
  restricted: true,
  offices: ['LETTERS', 'DISCIPLINE'],
};
const facts: OversightFacts = { ...noFacts, scope, accused };
const open: OversightFacts = { ...facts, scope: { ...scope, barred: [], recused: [], restricted: false, offices: [] } };

/** A directory in which nothing has changed. */
const unchanged = (_: Accusation, __: boolean, before: CaseScope): CaseScope => before;
/** A directory in which everybody who is named is barred by his name. */
const grown = ({ units, persons }: Accusation, _: boolean, before: CaseScope): CaseScope => {
  const barred = [...new Set([...before.barred, ...units, ...persons])];
  return barred.length === before.barred.length ? before : { ...before, number: before.number + 1, barred, recused: barred };
};

const given = (state: OversightState, decided: Decision): OversightState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce(
    (known, event) => evolve(known, { ...event, time: '2026-03-02T02:00:00Z', actor: { person: 'i' } }),
    state,
  );
};
const stated = given(noOversight, keepScope(noOversight, facts, 'a', unchanged));

it('says nothing before the submission is known, and nothing of a case that accuses nobody', () => {
  expect(keepScope(noOversight, noFacts, 'a', unchanged)).toEqual([]);
  expect(keepScope(noOversight, open, 'a', grown)).toEqual([]);
  expect(accessOf(noOversight, noFacts)).toBeNull();
});

it('takes over what the submission said, once, as number 1', () => {
  expect(stated.stated).toMatchObject({ appealId: 'a', accused, number: 1, barred: scope.barred });
  expect(keepScope(stated, facts, 'a', unchanged)).toEqual([]);
});

it('says it anew where the directory has changed, and then no more', () => {
  const after = given(stated, keepScope(stated, facts, 'a', grown));
  expect(after.stated).toMatchObject({ number: 2, barred: ['unit:u-north@2024', 'u-north'] });
  expect(keepScope(after, facts, 'a', grown)).toEqual([]);
});

it('holds what was stated last; before that, what the submission said', () => {
  expect(currentScope(noOversight, facts)).toBe(scope);
  expect(currentScope(stated, facts)).toEqual({ ...scope, number: 1 });
  expect(Object.keys(currentScope(stated, facts) ?? {})).not.toContain('accused');
});

it('adds accused to those it knows, from the earliest year that was said', () => {
  const added = { units: ['u-south'], persons: ['head'], since: 2020 };
  const after = given(stated, accuse(stated, facts, 'a', added, grown));
  expect(after.stated).toMatchObject({ accused: { units: ['u-north', 'u-south'], persons: ['head'], since: 2020 }, number: 2 });
  const later = given(after, accuse(after, facts, 'a', { units: ['u-east'], persons: [], since: 2025 }, grown));
  expect(later.stated).toMatchObject({ accused: { since: 2020 }, number: 3 });
});

it('refuses accused who are known, and a case whose submission is not', () => {
  expect(accuse(stated, facts, 'a', accused, unchanged)).toEqual({ refused: 'accused.known' });
  expect(accuse(noOversight, noFacts, 'a', accused, grown)).toEqual({ refused: 'accused.known' });
});

it('is seen by the offices that look after the case, and by nobody who is barred', () => {
  expect(accessOf(stated, facts)).toMatchObject({
    offices: ['LETTERS', 'DISCIPLINE'],
    barred: scope.barred,
    units: [],
    persons: [],
  });
});

describe('what a track proposes', () => {
  const reason = { vaultId: 'v', commitment: 'sm3:v' };
  const remove = (units: readonly string[], persons: readonly string[] = []) =>
    ({ decision: 'REMOVE_ACCUSED', removed: { units: [...units], persons: [...persons] }, reason }) as const;
  const ends = { decision: 'END_SECRECY', removed: null, reason } as const;
  /** A directory in which whoever is left is barred by his name. */
  const remaining = (left: Accusation, secret: boolean, _: Accusation, before: CaseScope): CaseScope => ({
    ...before,
    number: before.number + 1,
    barred: secret ? [...left.units, ...left.persons] : [],
    restricted: secret && left.units.length + left.persons.length > 0,
  });
  const proposing = (what: Parameters<typeof propose>[3], state = stated) => propose(state, facts, 'a', what);
  const digestIn = (state: OversightState) => state.proposal?.digest ?? '';
  const settled = (state: OversightState, agreed: boolean, digest = digestIn(state)) =>
    settle(state, facts, 'a', { digest, agreed }, remaining);

  it('removes some of those who are accused, or ends a secret, and nothing that is not there', () => {
    for (const wrong of [
      remove([]),
      remove(['u-other']),
      remove(['u-north'], ['x']),
      { ...ends, removed: { units: [], persons: [] } },
    ])
      expect(proposing(wrong)).toEqual({ refused: 'joint.none' });
    expect(proposing({ ...remove(['u-north']), removed: null })).toEqual({ refused: 'joint.none' });
    expect(propose(noOversight, noFacts, 'a', ends)).toEqual({ refused: 'joint.none' });
    const ended = given(given(stated, proposing(ends)), settled(given(stated, proposing(ends)), true));
    expect(propose(ended, facts, 'a', ends)).toEqual({ refused: 'joint.none' });
  });

  it('is one at a time, each with a digest of its own, also where it is the same again', () => {
    const first = given(stated, proposing(ends));
    expect([notProposing(first, facts), proposing(remove(['u-north']), first)]).toEqual([
      { refused: 'joint.open' },
      { refused: 'joint.open' },
    ]);
    const again = given(given(first, settled(first, false)), proposing(ends, given(first, settled(first, false))));
    expect(digestIn(again)).not.toBe(digestIn(first));
    expect(settled(again, true, digestIn(first))).toEqual([]);
  });

  it('falls with a no, and what holds stays as it was', () => {
    const first = given(stated, proposing(remove(['u-north'])));
    const fell = given(first, settled(first, false));
    expect([fell.proposal, fell.stated, fell.secrecyEnded]).toEqual([null, stated.stated, false]);
  });

  it('is carried out with a yes: who was removed is accused no more, and with the last of them the secret ends', () => {
    const two = given(stated, accuse(stated, facts, 'a', { units: [], persons: ['head'], since: 2024 }, grown));
    const one = given(
      given(two, proposing(remove(['u-north']), two)),
      settled(given(two, proposing(remove(['u-north']), two)), true),
    );
    expect(one.stated).toMatchObject({ accused: { units: [], persons: ['head'] }, barred: ['head'], restricted: true });
    const last = given(one, proposing(remove([], ['head']), one));
    expect(given(last, settled(last, true))).toMatchObject({
      stated: { accused: { units: [], persons: [] }, barred: [], restricted: false },
      watched: true,
      secrecyEnded: false,
    });
  });

  it('that ended a secret ends it for good: who is accused afterwards may know of the case', () => {
    const first = given(stated, proposing(ends));
    const ended = given(first, settled(first, true));
    expect([ended.secrecyEnded, keepScope(ended, facts, 'a', grown)]).toEqual([true, []]);
    const secrets: boolean[] = [];
    accuse(ended, facts, 'a', { units: ['u-south'], persons: [], since: 2024 }, (_, secret, before) => {
      secrets.push(secret);
      return before;
    });
    expect(secrets).toEqual([false]);
  });
});

describe('a statement of conflict', () => {
  const declared = { appealId: 'a', personId: 'x', ground: 'RELATIVE', reason: { vaultId: 'v', commitment: 'c' } } as const;

  it('is made once, of a case that is known, and accuses nobody', () => {
    expect(declareConflict(noOversight, noFacts, declared, 2026)).toEqual({ refused: 'case.recused' });
    const nobody = { ...open, accused: { units: [], persons: [], since: 2026 } };
    const after = given(noOversight, declareConflict(noOversight, nobody, declared, 2026));
    expect(after).toMatchObject({ watched: false, stated: { restricted: false, recused: ['person:x'], number: 1 } });
    expect(after.conflicts).toMatchObject([{ personId: 'x', ground: 'RELATIVE', at: '2026-03-02T02:00:00Z' }]);
    expect(declareConflict(after, nobody, declared, 2026)).toEqual({ refused: 'case.recused' });
  });

  it('leaves whoever is accused as he was, and the case watched', () => {
    const after = given(stated, declareConflict(stated, facts, declared, 2026));
    expect(after.stated).toMatchObject({
      accused,
      restricted: true,
      barred: scope.barred,
      recused: [...scope.recused, 'person:x'],
    });
    expect(after.watched).toBe(true);
  });
});
