// Promise: events are checked against their schema when stored and when read; directory states go to the directory's topic.
import { type EventEnvelope, MalformedEvent, sealEvents, UnknownEventVersion } from '@daqidi/events';
import { createEventSchemas } from '@daqidi/schemas';
import { createEventCodec } from '../src/index.js';

const codec = createEventCodec(createEventSchemas());

const unit = {
  id: 'u-1',
  name: '住房和城乡建设局',
  kind: 'DEPARTMENT',
  level: 'DISTRICT',
  regionId: '511902',
  parentId: null,
  validFrom: '2021-01-01',
  validTo: null,
};

const event = (type: string, data: object, v = 1): EventEnvelope => {
  const [sealed] = sealEvents({
    service: 'assignment',
    stream: 'assignment:unit:u-1',
    key: 'u-1',
    after: { seq: 0, hash: null, time: null },
    events: [{ type, v, data }],
    actor: { person: 'system:assignment', post: null },
    now: Date.parse('2026-03-02T02:00:00.000Z'),
    correlationId: 'C1',
  });
  return sealed as EventEnvelope;
};

const delivered = (given: EventEnvelope) => ({ ...codec.encode(given), topic: 't', partition: 0, offset: '0' });

test('what was encoded is decoded to the same event', () => {
  const stated = event('UnitStated', unit);
  codec.check(stated);
  expect(codec.decode(delivered(stated))).toStrictEqual(stated);
});

test('directory states have a topic of their own, whoever writes them', () => {
  expect(codec.topicOf(event('UnitStated', unit))).toBe('daqidi.directory.v1');
  expect(codec.topicOf(event('EntryAccepted', {}))).toBe('daqidi.assignment.v1');
});

test('data that does not fit its schema is neither stored nor read', () => {
  const { name: _, ...nameless } = unit;
  for (const data of [nameless, { ...unit, kind: 'SOMETHING' }, { ...unit, telephone: '1' }]) {
    const bad = event('UnitStated', data);
    expect(() => codec.check(bad)).toThrow(/UnitStated v1 of assignment:unit:u-1/);
    expect(() => codec.decode(delivered(bad))).toThrow(MalformedEvent);
  }
});

test('a version or type that is not known here is told apart from a malformed event', () => {
  for (const unknown of [event('UnitStated', unit, 99), event('SomethingElse', {})]) {
    expect(() => codec.check(unknown)).toThrow(/unknown type or version/);
    expect(() => codec.decode(delivered(unknown))).toThrow(UnknownEventVersion);
  }
});

test('what was changed on the way does not decode', () => {
  const record = delivered(event('UnitStated', unit));
  expect(() => codec.decode({ ...record, value: record.value.replace('u-1', 'u-2') })).toThrow(MalformedEvent);
  expect(() => codec.decode({ ...record, value: '{' })).toThrow(MalformedEvent);
  expect(() => codec.decode({ ...record, headers: {} })).toThrow(MalformedEvent);
});
