import type { DeliveredRecord } from '@daqidi/bus';
import {
  directoryTopic,
  type EventEnvelope,
  type EventRecord,
  fromRecord,
  MalformedEvent,
  topicOf,
  toRecord,
  UnknownEventVersion,
} from '@daqidi/events';
import type { EventSchemas } from '@daqidi/schemas';

/** Writes and reads the events of the platform, each checked against its schema on the way out and on the way in. */
export interface EventCodec {
  /** Throws where an event about to be stored does not fit its schema: a programming error. */
  check(event: EventEnvelope): void;
  topicOf(event: EventEnvelope): string;
  encode(event: EventEnvelope): EventRecord;
  /** Throws `MalformedEvent` or `UnknownEventVersion`. */
  decode(record: DeliveredRecord): EventEnvelope;
}

const directoryGroup = 'directory';

export const createEventCodec = (schemas: EventSchemas): EventCodec => {
  const directoryTypes = new Set(
    schemas
      .list()
      .filter(({ group }) => group === directoryGroup)
      .map(({ type }) => type),
  );
  const groupOf = (event: EventEnvelope): string => (directoryTypes.has(event.type) ? directoryGroup : event.service);
  const identityOf = (event: EventEnvelope) => ({ group: groupOf(event), type: event.type, v: event.v });
  // The services of one process are handed the same record: whoever reads it first checks it for all.
  const decoded = new WeakMap<DeliveredRecord, EventEnvelope>();
  return {
    check: (event) => {
      const problem = schemas.problem(identityOf(event), event.data);
      if (problem !== null) throw new Error(`${event.type} v${event.v} of ${event.stream}: ${problem}`);
    },
    topicOf: (event) => (directoryTypes.has(event.type) ? directoryTopic : topicOf(event.service)),
    encode: toRecord,
    decode: (record) => {
      const known = decoded.get(record);
      if (known !== undefined) return known;
      const event = fromRecord(record);
      const identity = identityOf(event);
      if (!schemas.knows(identity)) throw new UnknownEventVersion(event.type, event.v);
      const problem = schemas.problem(identity, event.data);
      if (problem !== null) throw new MalformedEvent(`${event.type} v${event.v}: ${problem}`);
      decoded.set(record, event);
      return event;
    },
  };
};
