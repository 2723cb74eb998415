import { type Actor, type EventEnvelope, emptyStream, type StreamHead, sealEvents } from '@daqidi/events';
import type { ServiceName } from '@daqidi/schemas';

/** What the streams of each service are about. */
const aggregates: Readonly<Record<ServiceName, string>> = {
  intake: 'appeal',
  triage: 'case',
  assignment: 'entry',
  supervision: 'order',
  scoring: 'score',
};

export interface Said {
  readonly service: ServiceName;
  readonly type: string;
  readonly data: object;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The service itself where left out. */
  readonly actor?: Actor | undefined;
}

/** Streams of services that are not there: each event is numbered and chained behind the one before. */
export const createForeignStreams = (): ((said: Said) => EventEnvelope) => {
  const heads = new Map<string, StreamHead>();
  return ({ service, type, data, key, now, actor = { person: `system:${service}`, post: null } }) => {
    const stream = `${service}:${aggregates[service]}:${key}`;
    const [event] = sealEvents({
      service,
      stream,
      key,
      after: heads.get(stream) ?? emptyStream,
      events: [{ type, v: 1, data }],
      actor,
      now,
      correlationId: 'elsewhere',
    });
    if (event === undefined) throw new Error('an event was not sealed');
    heads.set(stream, event);
    return event;
  };
};
