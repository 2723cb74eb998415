// Promise: the oversight document says the scope of a case whole, with a number that only grows; of a case that accuses nobody it says
// nothing, and what has not changed it does not say again.
import type { Accusation, CaseScope } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import {
  accessOf,
  accuse,
  currentScope,
  type Decision,
  evolve,
  keepScope,
  noFacts,
  noOversight,
  type OversightFacts,
  type OversightState,
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
