import type { Actor, EventEnvelope, NewEvent, RequestMark } from './envelope.js';
import { hashEvent, type Unhashed } from './hash.js';

/** The last event of a stream; `{ seq: 0, hash: null, time: null }` before the first. */
export interface StreamHead {
  readonly seq: number;
  readonly hash: string | null;
  /** ISO 8601, UTC. */
  readonly time: string | null;
}

/** The event that a reaction answers to. */
export interface Cause {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly correlationId: string;
}

export interface SealInput {
  readonly service: string;
  readonly stream: string;
  readonly key: string;
  readonly after: StreamHead;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly cause?: Cause | undefined;
  /** Used where there is no cause; otherwise the cause's goes on. */
  readonly correlationId: string;
  readonly request?: RequestMark | undefined;
  readonly traceparent?: string | undefined;
}

export const emptyStream: StreamHead = { seq: 0, hash: null, time: null };

const latest = (now: number, ...times: readonly (string | null | undefined)[]): string => {
  const known = times.filter((time) => time !== null && time !== undefined).map((time) => Date.parse(time));
  return new Date(Math.max(now, ...known)).toISOString();
};

/**
 * Makes envelopes of what a decision yielded: numbers go on from `after`, each carries its predecessor's hash, time never
 * runs backwards along the stream or before the cause. Only the first carries the request. Pure.
 */
export const sealEvents = (input: SealInput): EventEnvelope[] => {
  const { service, stream, key, after, events, actor, cause, request, traceparent } = input;
  if (!stream.startsWith(`${service}:`)) throw new TypeError(`stream ${stream} does not belong to ${service}`);
  if ((after.seq === 0) !== (after.hash === null)) throw new TypeError(`stream ${stream}: the head's number and hash disagree`);
  const time = latest(input.now, after.time, cause?.time);
  const sealed: EventEnvelope[] = [];
  let prev = after.hash;
  for (const [index, event] of events.entries()) {
    if (event.data === undefined) throw new TypeError(`${event.type} v${event.v} has no data`);
    const seq = after.seq + index + 1;
    const content: Unhashed = {
      id: `${stream}/${seq}`,
      type: event.type,
      v: event.v,
      service,
      stream,
      seq,
      prev,
      time,
      key,
      actor: { person: actor.person, post: actor.post },
      correlationId: cause?.correlationId ?? input.correlationId,
      causationId: cause?.id ?? null,
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(request === undefined || index > 0 ? {} : { request }),
      data: event.data,
    };
    const hash = hashEvent(content);
    sealed.push({ ...content, hash });
    prev = hash;
  }
  return sealed;
};
