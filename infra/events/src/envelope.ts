/** Who did it: a signature names the person and the post held at that time. Clocks and reactions act as `system`. */
export interface Actor {
  readonly person: string;
  readonly post: string | null;
}

/** How a retried command recognises its first outcome. Only the first event of a command carries it. */
export interface RequestMark {
  readonly principal: string;
  readonly id: string;
  readonly inputHash: string;
}

/**
 * One thing that happened. Immutable, in one stream (one aggregate), numbered from 1 without holes, each carrying its
 * predecessor's hash. Holds facts and references only: no personal data, no free text.
 */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  /** `<stream>/<seq>`: the same event always has the same id. */
  readonly id: string;
  readonly type: Type;
  /** Version of the data's schema, from 1. */
  readonly v: number;
  readonly service: string;
  /** `<service>:<aggregate>:<id>`. */
  readonly stream: string;
  readonly seq: number;
  /** Hash of the stream's previous event; null for the first. */
  readonly prev: string | null;
  /** `<algorithm>:<base64url>` over the canonical JSON of everything else in the envelope. */
  readonly hash: string;
  /** ISO 8601, UTC, milliseconds. Never earlier than the stream's previous event or the cause. */
  readonly time: string;
  /** Partition key: the case id, else the aggregate id. */
  readonly key: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Id of the event that caused this one; null when a person or the clock did. */
  readonly causationId: string | null;
  readonly traceparent?: string;
  readonly request?: RequestMark;
  readonly data: Data;
}

/** What a decision yields; the store makes an envelope of it. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly v: number;
  readonly data: Data;
}

export const streamOf = (service: string, aggregate: string, id: string): string => `${service}:${aggregate}:${id}`;
