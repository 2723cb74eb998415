// Sealed events form a chain: numbers without holes, time never backwards, and any later change of anything is found.
import { invariant } from '@daqidi/testing';
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
  invariant(first && second);
  expect(first.id).toBe('intake:appeal:A1/1');
  expect(first.prev).toBeNull();
  expect(first.request).toStrictEqual(input.request);
  expect(second.seq).toBe(2);
  expect(second.prev).toBe(first.hash);
  expect(second.request).toBeUndefined();
  const [third] = sealEvents({ ...input, after: second });
  expect(third?.seq).toBe(3);
  expect(third?.prev).toBe(second.hash);
});

test('the hash of a given event never changes between releases', () => {
  expect(sealEvents(input)[0]?.hash).toBe(golden);
});

test('time is the latest of now, the cause and the last event; the correlation is the cause’s', () => {
  const cause = { id: 'triage:case:T1/4', time: '2026-11-24T00:00:00.000Z', correlationId: 'C0' };
  const after = { seq: 1, hash: 'sm3:x', time: '2026-11-25T00:00:00.000Z' };
  expect(sealEvents(input)[0]?.time).toBe('2026-11-23T08:00:00.000Z');
  expect(sealEvents({ ...input, cause })[0]?.time).toBe(cause.time);
  expect(sealEvents({ ...input, cause })[0]?.correlationId).toBe('C0');
  expect(sealEvents({ ...input, cause })[0]?.causationId).toBe(cause.id);
  expect(sealEvents({ ...input, cause, after })[0]?.time).toBe(after.time);
});

test('a foreign stream, a head without hash and an event without data are programming errors', () => {
  expect(() => sealEvents({ ...input, stream: 'triage:case:1' })).toThrow(/does not belong/);
  expect(() => sealEvents({ ...input, after: { seq: 3, hash: null, time: null } })).toThrow(/disagree/);
  expect(() => sealEvents({ ...input, events: [{ type: 'X', v: 1, data: undefined }] })).toThrow(/no data/);
});

test('whole chains verify, from the beginning and from any event on', () => {
  check(
    fc.property(chains, fc.nat(), (events, at) => {
      expect(verifyChain(events)).toBeNull();
      const from = at % events.length;
      expect(verifyChain(events.slice(from + 1), events[from])).toBeNull();
    }),
  );
});

const rehashed = (event: EventEnvelope): EventEnvelope => ({ ...event, hash: hashEvent(event) });

test('each kind of break is named with the number where it is', () => {
  const events = [...sealEvents(input), ...sealEvents({ ...input, after: sealEvents(input)[1] ?? emptyStream })];
  const broken = (at: number, change: (event: EventEnvelope) => EventEnvelope): EventEnvelope[] =>
    events.map((event, index) => (index === at ? change(event) : event));
  expect(verifyChain(broken(1, (event) => ({ ...event, data: { forged: true } })))).toStrictEqual({ seq: 2, problem: 'HASH' });
  expect(verifyChain(broken(1, (event) => rehashed({ ...event, data: { forged: true } })))).toStrictEqual({
    seq: 3,
    problem: 'PREV',
  });
  expect(verifyChain(broken(3, (event) => rehashed({ ...event, time: '2020-01-01T00:00:00.000Z' })))).toStrictEqual({
    seq: 4,
    problem: 'TIME',
  });
  expect(verifyChain(events.filter((event) => event.seq !== 2))).toStrictEqual({ seq: 3, problem: 'GAP' });
  expect(verifyChain(events.slice(1))).toStrictEqual({ seq: 2, problem: 'GAP' });
  expect(verifyChain(broken(0, (event) => ({ ...event, hash: event.hash.replace('sm3:', 'md5:') })))).toStrictEqual({
    seq: 1,
    problem: 'HASH',
  });
});

test('chains hashed with SHA-256 verify too', () => {
  const [first] = sealEvents(input);
  invariant(first);
  expect(verifyChain([{ ...first, hash: hashEvent(first, 'sha256') }])).toBeNull();
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
      expect(verifyChain(forged as EventEnvelope[])).toStrictEqual({ seq: target + 1, problem: 'HASH' });
    }),
  );
});
