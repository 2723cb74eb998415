import { ForkDetected } from '@daqidi/bus';
import { type Actor, type EventEnvelope, type NewEvent, sealEvents, streamOf } from '@daqidi/events';
import { type Clock, conflict, type DaqidiError, type FaultPoints, notFound, unavailable } from '@daqidi/runtime';
import { calculateObjectSize } from 'bson';
import type { Connection, SchemaDefinition } from 'mongoose';
import {
  type AggregateDocument,
  aggregateFields,
  aggregateIndexes,
  aggregateQueries,
  maximumDocumentBytes,
} from './aggregate-document.js';
import type { Archive } from './archive.js';
import { type CommandCall, type Decided, isRefused, type Outcome } from './call.js';
import { type Collection, createCollection, violatedIndex } from './collection.js';
import type { Publisher } from './publisher.js';
import type { IndexSpec, QuerySpec } from './query.js';
import type { Visibility } from './scope.js';

/** What a service says of one kind of aggregate. Everything here is pure. */
export interface AggregateSpec<State, Facts, Event extends NewEvent> {
  /** Collection, and the middle part of its streams. */
  readonly name: string;
  readonly initialState: State;
  readonly initialFacts: Facts;
  evolve(state: State, event: EventEnvelope<Event['type'], Event['data']> & Event): State;
  visibility(state: State, facts: Facts): Visibility;
  /** When the earliest armed timer is due (ms since the epoch), or null. */
  nextDueAt(state: State): number | null;
  /** Partition key: the case that the aggregate, whose next event this is, belongs to. */
  caseId(id: string, event: Event): string;
  keys(state: State, facts: Facts): Readonly<Record<string, unknown>>;
  readonly keyFields: SchemaDefinition;
  readonly indexes: Readonly<Record<string, IndexSpec>>;
  readonly queries: Readonly<Record<string, QuerySpec>>;
}

export interface AggregateDeps {
  readonly connection: Connection;
  readonly service: string;
  readonly clock: Clock;
  readonly archive: Archive;
  readonly publisher: Publisher;
  readonly faults: FaultPoints;
  readonly check: (event: EventEnvelope) => void;
  /** Turns the name of a violated rule into the caller's error. */
  readonly refusal: (rule: string) => DaqidiError;
}

export interface Reaction<State, Facts, Event> {
  /** Stores what the event tells; must not depend on the order of arrival. */
  learn(facts: Facts): Facts;
  /** What follows from all that is known now. */
  decide(state: State, facts: Facts): readonly Event[];
}

export interface Aggregates<State, Facts, Event extends NewEvent> {
  readonly collection: Collection<AggregateDocument<State, Facts>>;
  streamOf(id: string): string;
  /** Creates the aggregate `id`, which the caller derives from principal and requestId. */
  create(
    id: string,
    call: CommandCall<AggregateDocument<State, Facts>>,
    decide: () => Decided<Event>,
  ): Promise<Outcome<AggregateDocument<State, Facts>>>;
  /** NOT_FOUND (hidden or absent), FORBIDDEN, CONFLICT, RULE_VIOLATION; otherwise saved for good. */
  execute(
    id: string,
    call: CommandCall<AggregateDocument<State, Facts>>,
    decide: (document: AggregateDocument<State, Facts>, actor: Actor) => Decided<Event>,
  ): Promise<Outcome<AggregateDocument<State, Facts>>>;
  /** Applies another stream's event once; makes a stub where there is no document yet. */
  react(id: string, cause: EventEnvelope, reaction: Reaction<State, Facts, Event>): Promise<void>;
  /** Fires the timers that are due, the oldest first, each once. Answers how many fired. */
  fireDue(decide: (state: State, facts: Facts, id: string, now: number) => readonly Event[]): Promise<number>;
  /** Writes a state of the service's own making (seed data): no client, no request. Skipped where the stream exists. */
  establish(id: string, events: readonly Event[]): Promise<boolean>;
}

/** How often a lost race is decided anew before the caller hears of it. */
const attempts = 8;
const sweepSize = 100;

interface SaveInput<State, Facts, Event> {
  readonly id: string;
  readonly current: AggregateDocument<State, Facts>;
  readonly facts: Facts;
  readonly events: readonly Event[];
  readonly actor: Actor;
  readonly cause?: EventEnvelope;
  readonly call?: CommandCall<never>;
}

export const createAggregates = <State, Facts, Event extends NewEvent>(
  deps: AggregateDeps,
  spec: AggregateSpec<State, Facts, Event>,
): Aggregates<State, Facts, Event> => {
  type Document = AggregateDocument<State, Facts>;
  const { service, clock, archive, publisher, faults } = deps;
  const system: Actor = { person: `system:${service}`, post: null };
  const collection = createCollection<Document>(deps.connection, {
    name: spec.name,
    fields: aggregateFields(spec.keyFields),
    indexes: { ...aggregateIndexes, ...spec.indexes },
    queries: { ...aggregateQueries, ...spec.queries },
  });
  const untyped = collection as unknown as Collection<AggregateDocument<unknown, unknown>>;
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

  const seal = ({ id, current, events, actor, cause, call }: SaveInput<State, Facts, Event>): readonly EventEnvelope[] =>
    sealEvents({
      service,
      stream: stream(id),
      key: spec.caseId(id, events[0] as Event),
      after: { seq: current.seq, hash: current.head, time: current.time },
      events,
      actor,
      now: clock.now(),
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
    // A reaction never costs a client a CONFLICT, nor does a command that names no version; a birth is version 1.
    const named = input.call !== undefined && input.call.expectedVersion !== null;
    const moves = sealed.length > 0 && (named || current.version === 0);
    const document: Document = {
      _id: input.id,
      rev: current.rev + 1,
      version: current.version + (moves ? 1 : 0),
      seq: last?.seq ?? current.seq,
      head: last?.hash ?? current.head,
      time: last?.time ?? current.time,
      state,
      facts,
      applied:
        cause === undefined ? current.applied : { ...current.applied, [cause.stream]: { seq: cause.seq, hash: cause.hash } },
      ...spec.visibility(state, facts),
      keys: spec.keys(state, facts),
      outbox: [...current.outbox, ...sealed],
      pendingAt: sealed.length > 0 ? (current.pendingAt ?? new Date(clock.now())) : current.pendingAt,
      nextDueAt: due === null ? null : new Date(due),
    };
    if (calculateObjectSize(document) > maximumDocumentBytes) throw deps.refusal('document.size');
    return { document, sealed };
  };

  /** The one write of a decision. Null when somebody else was faster. */
  const save = async (input: SaveInput<State, Facts, Event>): Promise<Document | null> => {
    const { document, sealed } = next(input);
    const { _id, outbox, pendingAt, ...rest } = document;
    const saved =
      input.current.rev === 0
        ? await collection.insert(document)
        : await collection.update(
            { _id, rev: input.current.rev },
            sealed.length > 0 ? { $set: { ...rest, pendingAt }, $push: { outbox: { $each: [...sealed] } } } : { $set: rest },
          );
    if (!saved) return null;
    if (sealed.length > 0) publisher.kick(untyped, _id);
    return document;
  };

  /** The first outcome of a request that was accepted before, or null. Other input under the same id is CONFLICT. */
  const recall = async (document: Document, call: CommandCall<Document>): Promise<Outcome<Document> | null> => {
    const isFirst = (event: EventEnvelope): boolean =>
      event.request?.principal === call.principal && event.request.id === call.requestId;
    const first =
      document.outbox.find(isFirst) ?? (await archive.byRequest(stream(document._id), call.principal, call.requestId));
    if (first === null || first === undefined) return null;
    if (first.request?.inputHash !== call.inputHash) {
      throw conflict({ en: 'This requestId was used for another request.', zh: '该 requestId 已用于其他请求。' });
    }
    return { document, position: { stream: first.stream, seq: document.seq }, replayed: true };
  };

  const outcome = (document: Document): Outcome<Document> => ({
    document,
    position: { stream: stream(document._id), seq: document.seq },
    replayed: false,
  });

  const create: Aggregates<State, Facts, Event>['create'] = async (id, call, decide) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const existing = await collection.byId(id);
      if (existing !== null && existing.seq > 0) {
        const earlier = await recall(existing, call);
        if (earlier !== null) return earlier;
        throw conflict();
      }
      const current = existing ?? blank(id);
      const actor = call.authorize(current);
      const decided = decide();
      if (isRefused(decided)) throw deps.refusal(decided.refused);
      try {
        const saved = await save({ id, current, facts: current.facts, events: decided, actor, call: call as never });
        if (saved !== null) return outcome(saved);
      } catch (error) {
        // A random code that must be unique was drawn before: draw again.
        if (violatedIndex(error) !== 'other') throw error;
      }
    }
    throw unavailable();
  };

  const execute: Aggregates<State, Facts, Event>['execute'] = async (id, call, decide) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await collection.byId(id, call.scope);
      if (current === null || current.seq === 0) throw notFound();
      const earlier = await recall(current, call);
      if (earlier !== null) return earlier;
      const actor = call.authorize(current);
      if (call.expectedVersion !== null && current.version !== call.expectedVersion) throw conflict();
      const decided = decide(current, actor);
      if (isRefused(decided)) throw deps.refusal(decided.refused);
      const saved = await save({ id, current, facts: current.facts, events: decided, actor, call: call as never });
      if (saved !== null) return outcome(saved);
    }
    throw unavailable();
  };

  const react: Aggregates<State, Facts, Event>['react'] = async (id, cause, { learn, decide }) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = (await collection.byId(id)) ?? blank(id);
      const mark = current.applied[cause.stream];
      if (mark !== undefined && mark.seq >= cause.seq) {
        if (mark.seq === cause.seq && mark.hash !== cause.hash) throw new ForkDetected(cause.id);
        return;
      }
      if (mark !== undefined && mark.seq === cause.seq - 1 && cause.prev !== mark.hash) throw new ForkDetected(cause.id);
      const facts = learn(current.facts);
      const events = decide(current.state, facts);
      if ((await save({ id, current, facts, events, actor: system, cause })) !== null) {
        await faults('between-two-effects');
        return;
      }
    }
    throw unavailable();
  };

  const fireOne = async (
    id: string,
    decide: (state: State, facts: Facts, id: string, now: number) => readonly Event[],
  ): Promise<Date | null | 'lost'> => {
    const current = await collection.byId(id);
    if (current?.nextDueAt === null || current === null || current.nextDueAt.getTime() > clock.now()) return 'lost';
    const events = decide(current.state, current.facts, id, clock.now());
    if (events.length === 0) throw new Error(`${stream(id)}: a timer is due but nothing follows from it`);
    const saved = await save({ id, current, facts: current.facts, events, actor: system });
    return saved === null ? 'lost' : saved.nextDueAt;
  };

  const fireDue: Aggregates<State, Facts, Event>['fireDue'] = async (decide) => {
    let fired = 0;
    for (;;) {
      const due = await collection.find('due', {
        where: { nextDueAt: { $gt: new Date(0), $lte: new Date(clock.now()) } },
        limit: sweepSize,
      });
      if (due.length === 0) return fired;
      for (const { _id, nextDueAt } of due) {
        const armed = await fireOne(_id, decide);
        if (armed !== 'lost') fired += 1;
        await faults('mid-sweep');
        // What was armed anew and is due already may be older than the rest of this page.
        if (armed instanceof Date && nextDueAt !== null && armed.getTime() <= clock.now()) break;
      }
    }
  };

  const establish: Aggregates<State, Facts, Event>['establish'] = async (id, events) => {
    const current = (await collection.byId(id)) ?? blank(id);
    if (current.seq > 0) return false;
    return (await save({ id, current, facts: current.facts, events, actor: system })) !== null;
  };

  return { collection, streamOf: stream, create, execute, react, fireDue, establish };
};
