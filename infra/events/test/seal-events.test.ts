// Sealed events form a chain: numbers without holes, time never backwards, and any later change of anything is found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type EventEnvelope, emptyStream, hashEvent, type SealInput, sealEvents, verifyChain } from '../src/index.js';
import { chains, check } from './arbitraries.js';

const input: SealInput = {
  service: 'intake',
  stream: 'intake:appeal:A1',
  key: 'A1',
  after: emptyStream,
  events: [
    { type: 'AppealSubmitted', v: 1, data: { village: 'V1' } },
    { type: 'AppealSupplemented', v: 1, data: {} },
  ],
  actor: { person: 'P1', post: null },
  now: Date.parse('2026-11-23T08:00:00Z'),
  correlationId: 'C1',
  request: { principal: 'P1', id: 'R1', inputHash: 'H1' },
};

// Computed with another implementation over text written by hand.
const golden = 'sm3:gBBl2WC83eYXIueJSpAP9TbSy-PTrHD02FnI74ra2lw';

test('numbers go on, the first carries the request, each carries its predecessor', () => {
  const [first, second] = sealEvents(input);
  assert.ok(first && second);
  assert.equal(first.id, 'intake:appeal:A1/1');
  assert.equal(first.prev, null);
  assert.deepEqual(first.request, input.request);
  assert.equal(second.seq, 2);
  assert.equal(second.prev, first.hash);
  assert.equal(second.request, undefined);
  const [third] = sealEvents({ ...input, after: second });
  assert.equal(third?.seq, 3);
  assert.equal(third?.prev, second.hash);
});

test('the hash of a given event never changes between releases', () => {
  assert.equal(sealEvents(input)[0]?.hash, golden);
});

test('time is the latest of now, the cause and the last event; the correlation is the cause’s', () => {
  const cause = { id: 'triage:case:T1/4', time: '2026-11-24T00:00:00.000Z', correlationId: 'C0' };
  const after = { seq: 1, hash: 'sm3:x', time: '2026-11-25T00:00:00.000Z' };
  assert.equal(sealEvents(input)[0]?.time, '2026-11-23T08:00:00.000Z');
  assert.equal(sealEvents({ ...input, cause })[0]?.time, cause.time);
  assert.equal(sealEvents({ ...input, cause })[0]?.correlationId, 'C0');
  assert.equal(sealEvents({ ...input, cause })[0]?.causationId, cause.id);
  assert.equal(sealEvents({ ...input, cause, after })[0]?.time, after.time);
});

test('a foreign stream, a head without hash and an event without data are programming errors', () => {
  assert.throws(() => sealEvents({ ...input, stream: 'triage:case:1' }), /does not belong/);
  assert.throws(() => sealEvents({ ...input, after: { seq: 3, hash: null, time: null } }), /disagree/);
  assert.throws(() => sealEvents({ ...input, events: [{ type: 'X', v: 1, data: undefined }] }), /no data/);
});

test('whole chains verify, from the beginning and from any event on', () => {
  check(
    fc.property(chains, fc.nat(), (events, at) => {
      assert.equal(verifyChain(events), null);
      const from = at % events.length;
      assert.equal(verifyChain(events.slice(from + 1), events[from]), null);
    }),
  );
});

const rehashed = (event: EventEnvelope): EventEnvelope => ({ ...event, hash: hashEvent(event) });

test('each kind of break is named with the number where it is', () => {
  const events = [...sealEvents(input), ...sealEvents({ ...input, after: sealEvents(input)[1] ?? emptyStream })];
  const broken = (at: number, change: (event: EventEnvelope) => EventEnvelope): EventEnvelope[] =>
    events.map((event, index) => (index === at ? change(event) : event));
  assert.deepEqual(verifyChain(broken(1, (event) => ({ ...event, data: { forged: true } }))), { seq: 2, problem: 'HASH' });
  assert.deepEqual(verifyChain(broken(1, (event) => rehashed({ ...event, data: { forged: true } }))), {
    seq: 3,
    problem: 'PREV',
  });
  assert.deepEqual(verifyChain(broken(3, (event) => rehashed({ ...event, time: '2020-01-01T00:00:00.000Z' }))), {
    seq: 4,
    problem: 'TIME',
  });
  assert.deepEqual(verifyChain(events.filter((event) => event.seq !== 2)), { seq: 3, problem: 'GAP' });
  assert.deepEqual(verifyChain(events.slice(1)), { seq: 2, problem: 'GAP' });
  assert.deepEqual(verifyChain(broken(0, (event) => ({ ...event, hash: event.hash.replace('sm3:', 'md5:') }))), {
    seq: 1,
    problem: 'HASH',
  });
});

test('chains hashed with SHA-256 verify too', () => {
  const [first] = sealEvents(input);
  assert.ok(first);
  assert.equal(verifyChain([{ ...first, hash: hashEvent(first, 'sha256') }]), null);
});

test('any changed member is found', () => {
  const members = [
    'id',
    'type',
    'v',
    'service',
    'key',
    'actor',
    'correlationId',
    'causationId',
    'data',
    'traceparent',
    'request',
  ] as const;
  check(
    fc.property(chains, fc.nat(), fc.constantFrom(...members), (events, at, member) => {
      const target = at % events.length;
      const forged = events.map((event, index) => (index === target ? { ...event, [member]: 'something else entirely' } : event));
      assert.deepEqual(verifyChain(forged as EventEnvelope[]), { seq: target + 1, problem: 'HASH' });
    }),
  );
});
