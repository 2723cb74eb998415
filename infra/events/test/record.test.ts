// An event survives the wire unchanged; whatever arrives otherwise is a MalformedEvent and never another error.
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import {
  canonicalJson,
  directoryTopic,
  type EventRecord,
  emptyStream,
  fromRecord,
  MalformedEvent,
  sealEvents,
  streamOfRecord,
  topicOf,
  toRecord,
  typeOfRecord,
} from '../src/index.js';
import { chains, check } from './arbitraries.js';

const sample = (): EventRecord => {
  const [event] = sealEvents({
    service: 'intake',
    stream: 'intake:appeal:A1',
    key: 'A1',
    after: emptyStream,
    events: [{ type: 'AppealSubmitted', v: 2, data: { village: 'V1' } }],
    actor: { person: 'P1', post: 'post-1' },
    now: 1_790_000_000_000,
    correlationId: 'C1',
  });
  invariant(event);
  return toRecord(event);
};

test('a record is CloudEvents 1.0 in binary mode', () => {
  const { key, value, headers } = sample();
  expect(key).toBe('A1');
  expect(value).toBe('{"village":"V1"}');
  expect(headers.ce_specversion).toBe('1.0');
  expect(headers.ce_type).toBe('daqidi.intake.AppealSubmitted.v2');
  expect(headers['content-type']).toBe('application/json');
  for (const name of Object.keys(headers)) expect(name).toMatch(/^(ce_[a-z0-9]+|content-type)$/);
});

test('topics are named after their service', () => {
  expect(topicOf('intake')).toBe('daqidi.intake.v1');
  expect(directoryTopic).toBe('daqidi.directory.v1');
});

test('there and back again is the same event', () => {
  check(
    fc.property(chains, (events) => {
      for (const event of events) {
        const back = fromRecord(toRecord(event));
        expect(canonicalJson(back)).toBe(canonicalJson(event));
        expect(streamOfRecord(toRecord(event))).toBe(event.stream);
      }
    }),
  );
});

test('stream and type can be read where nothing else can', () => {
  const { ce_stream = '', ce_type = '' } = sample().headers;
  expect(typeOfRecord({ key: '', value: '{', headers: { ce_type } })).toBe('AppealSubmitted');
  expect(streamOfRecord({ key: '', value: '{', headers: { ce_stream } })).toBe('intake:appeal:A1');
  for (const headers of [{ ce_id: 'x' }, { ce_type: 'x', ce_stream: '' }] as Record<string, string>[]) {
    expect(typeOfRecord({ key: '', value: '', headers })).toBeNull();
    expect(streamOfRecord({ key: '', value: '', headers })).toBeNull();
  }
});

test('headers that are not ours pass', () => {
  const record = sample();
  expect(fromRecord({ ...record, headers: { ...record.headers, 'x-proxy': '1' } }).seq).toBe(1);
});

test('a missing or changed header, key or value is malformed', () => {
  const record = sample();
  for (const name of Object.keys(record.headers)) {
    const { [name]: _, ...without } = record.headers;
    expect(() => fromRecord({ ...record, headers: without }), name).toThrow(MalformedEvent);
    for (const value of ['', 'x', '7', 'null', '{}', '\ud800', `${record.headers[name]} `]) {
      expect(() => fromRecord({ ...record, headers: { ...record.headers, [name]: value } }), `${name}=${value}`).toThrow(
        MalformedEvent,
      );
    }
  }
  for (const key of ['', 'B1', '\ud800']) expect(() => fromRecord({ ...record, key })).toThrow(MalformedEvent);
  for (const value of ['', '{', '{"village":"V2"}', '"\\ud800"', '['.repeat(50_000) + ']'.repeat(50_000)]) {
    expect(() => fromRecord({ ...record, value })).toThrow(MalformedEvent);
  }
});

test('arbitrary records throw nothing but MalformedEvent', () => {
  const anything = fc.record({
    key: fc.string({ unit: 'binary' }),
    value: fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
    headers: fc.dictionary(
      fc.constantFrom(...Object.keys(sample().headers), 'ce_prev', 'ce_request'),
      fc.oneof(fc.json(), fc.string()),
    ),
  });
  check(
    fc.property(anything, fc.boolean(), (record, nearly) => {
      const tried = nearly ? { ...sample(), headers: { ...sample().headers, ...record.headers } } : record;
      if (nearly && Object.keys(record.headers).length === 0) return;
      expect(() => fromRecord(tried)).toThrow(MalformedEvent);
    }),
  );
});
