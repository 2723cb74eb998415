// A command is told from its retry by principal, requestId and a hash over what was asked; the policy says under which post.
import type { PolicyRules, Post, Principal } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import fc from 'fast-check';
import { type Caller, type CommandInput, commandCall, permitted } from '../src/index.js';

const post: Post = {
  id: 'post-1',
  role: 'HANDLER',
  office: null,
  unitId: 'u-1',
  regionId: '511902',
  personId: 'li',
  from: '2026-01-01',
  to: null,
  acting: false,
};
const principal: Principal = { person: 'li', kind: 'OFFICER', posts: [post], standing: [] };
const rules: PolicyRules = {
  rules: { 'entry.accept': { allow: [{ role: 'HANDLER', where: 'OWN_UNIT' }] } },
  sees: { HANDLER: ['unit:{unit}'] },
};
const caller: Caller = {
  principal,
  scope: { sees: ['unit:u-1'], is: ['person:li'] },
  rule: 'entry.accept',
  correlationId: 'C1',
  traceparent: undefined,
};
const authorize = () => ({ person: 'li', post: 'post-1' });
const hashOf = (input: CommandInput, by = caller): string => commandCall(by, input, authorize).inputHash;

test('the call carries who asks, for what, and what was seen', () => {
  const call = commandCall(caller, { requestId: 'request-1', expectedVersion: 3 }, authorize);
  const { inputHash, ...rest } = call;
  expect(inputHash).toMatch(/^sm3:[\w-]{43}$/);
  expect(rest).toStrictEqual({
    scope: caller.scope,
    principal: 'li',
    requestId: 'request-1',
    expectedVersion: 3,
    correlationId: 'C1',
    authorize,
  });
  expect(commandCall(caller, { requestId: 'request-1' }, authorize).expectedVersion).toBeNull();
  const traced = commandCall({ ...caller, traceparent: '00-a-b-01' }, { requestId: 'request-1' }, authorize);
  expect(traced.traceparent).toBe('00-a-b-01');
});

test('a requestId belongs to kind and subject together', () => {
  const petitioner: Caller = { ...caller, principal: { person: 'li', kind: 'PETITIONER', posts: [], standing: [] } };
  expect(commandCall(petitioner, { requestId: 'request-1' }, authorize).principal).toBe('petitioner:li');
});

test('a requestId has 8 to 64 plain characters', () => {
  const good = ['12345678', 'a.b:c-d_e', 'x'.repeat(64)];
  for (const requestId of good) commandCall(caller, { requestId }, authorize);
  for (const requestId of [
    '',
    '1234567',
    'x'.repeat(65),
    'with space',
    '请求一二三四五六',
    'line\nbreak',
    'request-1\n',
    'a|b|c|d|e',
  ]) {
    expect(() => commandCall(caller, { requestId }, authorize), JSON.stringify(requestId)).toThrow(
      expect.toSatisfy((error) => error instanceof DaqidiError && error.code === 'BAD_USER_INPUT' && error.field === 'requestId'),
    );
  }
});

test('the same input has the same hash whatever the order of its members; any other has another', () => {
  const input = { requestId: 'request-1', text: '路灯', units: ['a', 'b'], nothing: undefined };
  expect(hashOf(input)).toBe(hashOf({ units: ['a', 'b'], text: '路灯', requestId: 'request-1' } as CommandInput));
  const others = [
    { ...input, text: '路' },
    { ...input, units: ['b', 'a'] },
    { ...input, expectedVersion: 1 },
  ];
  expect(new Set([input, ...others].map((each) => hashOf(each))).size).toBe(4);
  expect(hashOf(input)).not.toBe(hashOf(input, { ...caller, rule: 'entry.return' }));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [first, second] = [one, other].map((value) => hashOf({ requestId: 'request-1', value } as CommandInput));
      expect(first === second).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
    }),
  );
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)])
    .concat([['{}', null]]);
};

test('whoever has a grant acts under his post; others are FORBIDDEN; outside a mutation nothing may be done', () => {
  const own = { regionPath: ['511902'], units: ['u-1'], persons: [] };
  expect(permitted(rules, caller, own)).toStrictEqual({ person: 'li', post: 'post-1' });
  const isForbidden = (error: unknown) => error instanceof DaqidiError && error.code === 'FORBIDDEN';
  expect(() => permitted(rules, caller, { ...own, units: ['u-2'] })).toThrow(expect.toSatisfy(isForbidden));
  expect(() => permitted(rules, { ...caller, principal: { ...principal, posts: [] } }, own)).toThrow(
    expect.toSatisfy(isForbidden),
  );
  expect(() => permitted(rules, { ...caller, rule: null }, own)).toThrow(/outside a mutation/);
});

test('half of a character anywhere is the caller’s fault', () => {
  for (const value of ['\ud83d', 'x\ude00y']) {
    const input = { requestId: 'request-1', appealId: value };
    expect(() => commandCall(caller, input, authorize)).toThrow(
      expect.toSatisfy((error) => error instanceof DaqidiError && error.code === 'BAD_USER_INPUT' && error.field === 'input'),
    );
  }
});
