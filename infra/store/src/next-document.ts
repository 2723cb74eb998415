import { type Actor, type EventEnvelope, type NewEvent, sealEvents, streamOf } from '@daqidi/events';
import { type DaqidiError, unavailable } from '@daqidi/runtime';
import { calculateObjectSize } from 'bson';
import type { SchemaDefinition } from 'mongoose';
import { type AggregateDocument, maximumDocumentBytes } from './aggregate-document.js';
import { keysOf } from './aggregate-shape.js';
import type { CommandCall } from './call.js';
import type { IndexSpec, OwnQuery } from './query.js';
import type { Visibility } from './scope.js';
import { fitsWithin } from './size-bound.js';
import { withoutUndefined } from './without-undefined.js';

/** What a service says of one kind of aggregate. Everything here is pure. */
export interface AggregateSpec<State, Facts, Event extends NewEvent> {
  /** Collection, and the middle part of its streams. */
  readonly name: string;
  readonly initialState: State;
  readonly initialFacts: Facts;
  evolve(state: State, event: EventEnvelope<Event['type'], Event['data']> & Event): State;
  visibility(state: State, facts: Facts): Visibility;
  /** What others have said is enough to see it by: commands may be its first events (`begins`). */
  readonly seenAsStub?: true;
  /** When the earliest armed timer is due (ms since the epoch), or null. */
  nextDueAt(state: State): number | null;
  /**
   * The case that the aggregate, whose next event this is, belongs to; null for what belongs to none. It is the events' partition key
   * (else the id is), and its texts lie under the key of the case (else under their author's).
   */
  caseId(id: string, event: Event): string | null;
  keys?(state: State, facts: Facts): Readonly<Record<string, unknown>>;
  /** Of keys that are no texts. */
  readonly keyFields?: SchemaDefinition;
  readonly indexes?: Readonly<Record<string, IndexSpec>>;
  readonly queries?: Readonly<Record<string, OwnQuery>>;
  /** Which documents standing sweeps look at again, by the name that `revisit` is given. */
  readonly revisits?: Readonly<Record<string, (state: State) => boolean>>;
}

export interface NextDeps {
  readonly service: string;
  readonly check: (event: EventEnvelope) => void;
  /** Turns the name of a violated rule into the caller's error. */
  readonly refusal: (rule: string, field?: string) => DaqidiError;
}

/** A decision about to be saved. */
export interface SaveInput<State, Facts, Event> {
  readonly id: string;
  readonly current: AggregateDocument<State, Facts>;
  /** Of a creation. */
  readonly idempotencyKey?: string;
  readonly facts: Facts;
  readonly events: readonly Event[];
  readonly actor: Actor;
  /** Ms since the epoch. */
  readonly now: number;
  readonly cause?: EventEnvelope;
  readonly call?: CommandCall<never>;
}

/** What a decision makes of a document, before anything is written. */
export const createNext = <State, Facts, Event extends NewEvent>(deps: NextDeps, spec: AggregateSpec<State, Facts, Event>) => {
  type Document = AggregateDocument<State, Facts>;
  const { service } = deps;
  const stream = (id: string): string => streamOf(service, spec.name, id);

  const blank = (id: string): Document => ({
    _id: id,
    rev: 0,
    version: 0,
    seq: 0,
    head: null,
    time: null,
    state: spec.initialState,
    facts: spec.initialFacts,
    applied: {},
    seenBy: [],
    barred: [],
    keys: {},
    outbox: [],
    pendingAt: null,
    nextDueAt: null,
  });

  const seal = ({ id, current, events, actor, now, cause, call }: SaveInput<State, Facts, Event>): readonly EventEnvelope[] =>
    sealEvents({
      service,
      stream: stream(id),
      key: spec.caseId(id, events[0] as Event) ?? id,
      after: { seq: current.seq, hash: current.head, time: current.time },
      events: events.map(withoutUndefined),
      actor,
      now,
      ...(cause === undefined ? {} : { cause }),
      correlationId: call?.correlationId ?? cause?.correlationId ?? `${stream(id)}/${current.seq + 1}`,
      ...(call === undefined ? {} : { request: { principal: call.principal, id: call.requestId, inputHash: call.inputHash } }),
      ...(call?.traceparent === undefined ? {} : { traceparent: call.traceparent }),
    });

  const next = (input: SaveInput<State, Facts, Event>): { document: Document; sealed: readonly EventEnvelope[] } => {
    const { current, facts, cause } = input;
    const sealed = input.events.length === 0 ? [] : seal(input);
    sealed.forEach(deps.check);
    const state = sealed.reduce((known, event) => spec.evolve(known, event as never), current.state);
    const last = sealed.at(-1);
    const due = spec.nextDueAt(state);
    const idempotencyKey = input.idempotencyKey ?? current.idempotencyKey;
    // A reaction never costs a client a CONFLICT, nor does a command that names no version; a creation is version 1.
    const named = input.call !== undefined && input.call.expectedVersion !== null;
    const moves = sealed.length > 0 && (named || current.version === 0);
    const document: Document = {
      _id: input.id,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      rev: current.rev + 1,
      version: current.version + (moves ? 1 : 0),
      seq: last?.seq ?? current.seq,
      head: last?.hash ?? current.head,
      time: last?.time ?? current.time,
      state,
      facts,
      applied:
        cause === undefined ? current.applied : { ...current.applied, [cause.stream]: { seq: cause.seq, hash: cause.hash } },
      // A stub holds facts only: it is there for nobody, where its kind does not say otherwise.
      ...(current.seq === 0 && last === undefined && !spec.seenAsStub
        ? { seenBy: [], barred: [] }
        : spec.visibility(state, facts)),
      keys: keysOf(spec, input.id, state, facts),
      outbox: [...current.outbox, ...sealed],
      pendingAt: sealed.length > 0 ? (current.pendingAt ?? new Date(input.now)) : current.pendingAt,
      nextDueAt: due === null ? null : new Date(due),
    };
    // What waits for the bus is no fault of the case: while the bus is away, a full document is refused for now only.
    if (!fitsWithin(maximumDocumentBytes, document) && calculateObjectSize(document) > maximumDocumentBytes) {
      const own = calculateObjectSize({ ...document, outbox: sealed });
      throw own > maximumDocumentBytes ? deps.refusal('document.size') : unavailable(new Error(`${input.id} waits for the bus`));
    }
    return { document, sealed };
  };

  return { stream, blank, next };
};
