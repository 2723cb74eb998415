// An event survives the wire unchanged; whatever arrives otherwise is a MalformedEvent and never another error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  assert.ok(event);
  return toRecord(event);
};

test('a record is CloudEvents 1.0 in binary mode', () => {
  const { key, value, headers } = sample();
  assert.equal(key, 'A1');
  assert.equal(value, '{"village":"V1"}');
  assert.equal(headers.ce_specversion, '1.0');
  assert.equal(headers.ce_type, 'daqidi.intake.AppealSubmitted.v2');
  assert.equal(headers['content-type'], 'application/json');
  for (const name of Object.keys(headers)) assert.match(name, /^(ce_[a-z0-9]+|content-type)$/);
});

test('topics are named after their service', () => {
  assert.equal(topicOf('intake'), 'daqidi.intake.v1');
  assert.equal(directoryTopic, 'daqidi.directory.v1');
});

test('there and back again is the same event', () => {
  check(
    fc.property(chains, (events) => {
      for (const event of events) {
        const back = fromRecord(toRecord(event));
        assert.equal(canonicalJson(back), canonicalJson(event));
        assert.equal(streamOfRecord(toRecord(event)), event.stream);
      }
    }),
  );
});

test('stream and type can be read where nothing else can', () => {
  const { ce_stream = '', ce_type = '' } = sample().headers;
  assert.equal(typeOfRecord({ key: '', value: '{', headers: { ce_type } }), 'AppealSubmitted');
  assert.equal(streamOfRecord({ key: '', value: '{', headers: { ce_stream } }), 'intake:appeal:A1');
  for (const headers of [{ ce_id: 'x' }, { ce_type: 'x', ce_stream: '' }] as Record<string, string>[]) {
    assert.equal(typeOfRecord({ key: '', value: '', headers }), null);
    assert.equal(streamOfRecord({ key: '', value: '', headers }), null);
  }
});

test('headers that are not ours pass', () => {
  const record = sample();
  assert.equal(fromRecord({ ...record, headers: { ...record.headers, 'x-proxy': '1' } }).seq, 1);
});

test('a missing or changed header, key or value is malformed', () => {
  const record = sample();
  for (const name of Object.keys(record.headers)) {
    const { [name]: _, ...without } = record.headers;
    assert.throws(() => fromRecord({ ...record, headers: without }), MalformedEvent, name);
    for (const value of ['', 'x', '7', 'null', '{}', '\ud800', `${record.headers[name]} `]) {
      assert.throws(
        () => fromRecord({ ...record, headers: { ...record.headers, [name]: value } }),
        MalformedEvent,
        `${name}=${value}`,
      );
    }
  }
  for (const key of ['', 'B1', '\ud800']) assert.throws(() => fromRecord({ ...record, key }), MalformedEvent);
  for (const value of ['', '{', '{"village":"V2"}', '"\\ud800"', '['.repeat(50_000) + ']'.repeat(50_000)]) {
    assert.throws(() => fromRecord({ ...record, value }), MalformedEvent);
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
      assert.throws(() => fromRecord(tried), MalformedEvent);
    }),
  );
});
