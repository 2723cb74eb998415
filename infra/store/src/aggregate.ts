import { ForkDetected } from '@daqidi/bus';
import type { Actor, EventEnvelope, NewEvent } from '@daqidi/events';
import { createBoundedCache, type Scope } from '@daqidi/identity';
import { type Clock, conflict, type FaultPoints, idempotencyKeyOf, notFound, timeOrderedId, unavailable } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import type { AggregateDocument } from './aggregate-document.js';
import { aggregateShape } from './aggregate-shape.js';
import { holds, reaches } from './applied.js';
import type { Archive } from './archive.js';
import { auditAggregate, type Finding } from './audit.js';
import { type CommandCall, type Decided, isRefused, type Outcome, requestIdTaken } from './call.js';
import { changed } from './changed.js';
import { type Collection, createCollection, violatedIndex } from './collection.js';
import { fireOldestFirst } from './fire-due.js';
import { type AggregateSpec, createNext, type NextDeps, type SaveInput } from './next-document.js';
import type { Publisher } from './publisher.js';
import { createRevisit } from './revisit.js';
import { ownerAsAuthor, ownerOfCase } from './vault.js';
import { type Awaited, waitUntil } from './wait-for.js';

export interface AggregateDeps extends NextDeps {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly archive: Archive;
  readonly publisher: Publisher;
  readonly faults: FaultPoints;
}

export interface Reaction<State, Facts, Event> {
  /** Stores what the event tells; must not depend on the order of arrival. */
  learn(facts: Facts): Facts;
  /** What follows from all that is known at this moment, ms since the epoch. */
  decide(state: State, facts: Facts, now: number): readonly Event[];
}

export interface Aggregates<State, Facts, Event extends NewEvent> {
  readonly collection: Collection<AggregateDocument<State, Facts>>;
  streamOf(id: string): string;
  /** The id of what was created under this key, which the caller derives from principal and requestId; else the id for it now. */
  identify(idempotencyKey: string): Promise<string>;
  /** Creates the aggregate `id`, unless it or another of the same idempotency key is there. */
  create(
    id: string,
    call: CommandCall<AggregateDocument<State, Facts>>,
    decide: () => Decided<Event>,
  ): Promise<Outcome<AggregateDocument<State, Facts>>>;
  /** NOT_FOUND (hidden or absent), FORBIDDEN, CONFLICT, RULE_VIOLATION, UNAVAILABLE (too many races lost); otherwise saved for good. */
  execute(
    id: string,
    call: CommandCall<AggregateDocument<State, Facts>>,
    decide: (document: AggregateDocument<State, Facts>, actor: Actor) => Decided<Event>,
  ): Promise<Outcome<AggregateDocument<State, Facts>>>;
  /** Applies another stream's event once; makes a stub where there is no document yet. */
  react(id: string, cause: EventEnvelope, reaction: Reaction<State, Facts, Event>): Promise<void>;
  /**
   * Takes over what another document of this service says; makes a stub where there is no document yet. No event and no mark: `learn`
   * may be asked again, in any order, and answers the same facts where there is nothing new.
   */
  inform(id: string, learn: (facts: Facts) => Facts): Promise<void>;
  /** Fires the timers that are due, the oldest first, each once. Answers how many fired; `AggregateError` where some could not. */
  fireDue(decide: (state: State, facts: Facts, id: string, now: number) => readonly Event[]): Promise<number>;
  /**
   * Looks again at what a registered query finds (see `createRevisit`): for what depends on the directory, which changes without an
   * event of the case. Answers how many changed.
   */
  revisit(
    query: string,
    decide: (state: State, facts: Facts, id: string, now: number) => readonly Event[],
    where?: Readonly<Record<string, string>>,
  ): Promise<number>;
  /**
   * Begins streams of the service's own making (seed data): no client, no request. Those that exist already are left as they
   * are, but what an attempt that was cut off left unpublished is published. Published all together.
   */
  establish(records: readonly { readonly id: string; readonly events: readonly Event[] }[]): Promise<void>;
  /**
   * True as soon as the document, as this reader sees it, holds the event at the position, its own or another service's; false when that
   * takes longer than `milliseconds`.
   */
  waitFor(id: string, position: Awaited, milliseconds: number, scope: Scope): Promise<boolean>;
  /** Whether each document follows from its own events. */
  audit(): Promise<readonly Finding[]>;
}

/** How often a lost race is decided anew before the caller hears of it. */
const attempts = 8;

/** Documents kept as they were last saved: what events are about is nearly always among them. */
const mostRecent = 256;

/** The document without the events that the bus has. */
const waitingOnly = <Document extends AggregateDocument<unknown, unknown>>(document: Document, sent: number): Document => {
  const outbox = document.outbox.filter(({ seq }) => seq > sent);
  return { ...document, outbox, pendingAt: outbox.length === 0 ? null : document.pendingAt };
};

const taken = () => conflict({ en: 'Something in it must be unique and is taken already.', zh: '其中应唯一的内容已被占用。' });

export const createAggregates = <State, Facts, Event extends NewEvent>(
  deps: AggregateDeps,
  spec: AggregateSpec<State, Facts, Event>,
): Aggregates<State, Facts, Event> => {
  type Document = AggregateDocument<State, Facts>;
  const { service, clock, archive, publisher, faults } = deps;
  const system: Actor = { person: `system:${service}`, post: null };
  const collection = createCollection<Document>(deps.connection, {
    name: spec.name,
    ...aggregateShape(spec),
  });
  const untyped = collection as unknown as Collection<AggregateDocument<unknown, unknown>>;
  const { stream, blank, next } = createNext<State, Facts, Event>(deps, spec);

  // A document in hand need not be read again for a reaction: its guard tells where it was saved meanwhile. That an event is in it
  // only the stored one says.
  const recent = createBoundedCache<Document>(mostRecent);
  const inHand = (id: string, cause: EventEnvelope): Document | null => {
    const document = recent.get(id);
    if (document === undefined || reaches(document.applied, cause)) return null;
    return waitingOnly(document, publisher.sent(untyped, id));
  };

  /** The one write of a decision. Null when somebody else was faster. */
  const save = async (input: SaveInput<State, Facts, Event>): Promise<Document | null> => {
    const uncleared = publisher.uncleared(untyped, input.id);
    const clears = uncleared > 0;
    const current = clears ? waitingOnly(input.current, uncleared) : input.current;
    const { document, sealed } = next({ ...input, current });
    const { _id, outbox, pendingAt, ...rest } = document;
    const $set = changed(input.current, rest);
    // The mark is set even where it is what it was: a publisher may have cleared it meanwhile.
    const added = sealed.length > 0 ? { $set: { ...$set, pendingAt }, $push: { outbox: { $each: [...sealed] } } } : { $set };
    const change = clears ? { $set: { ...$set, outbox, pendingAt } } : added;
    recent.delete(_id);
    const saved =
      current.rev === 0 ? await collection.insert(document) : await collection.update({ _id, rev: current.rev }, change);
    if (!saved) return null;
    recent.set(_id, document);
    if (clears) publisher.cleared(untyped, _id, uncleared);
    if (sealed.length > 0) publisher.kick(untyped, document as AggregateDocument<unknown, unknown>);
    return document;
  };

  /** The first outcome of a request that was accepted before, or null. Other input under the same id is CONFLICT. */
  const recall = async (document: Document, call: CommandCall<Document>): Promise<Outcome<Document> | 'stale' | null> => {
    const isFirst = (event: EventEnvelope): boolean =>
      event.request?.principal === call.principal && event.request.id === call.requestId;
    const first =
      document.outbox.find(isFirst) ?? (await archive.byRequest(stream(document._id), call.principal, call.requestId));
    if (first === null || first === undefined) return null;
    if (first.request?.inputHash !== call.inputHash) {
      throw requestIdTaken();
    }
    // It was accepted, and published too, after this document was read.
    if (document.seq < first.seq) return 'stale';
    return { document, position: { stream: first.stream, seq: document.seq }, replayed: true };
  };

  const outcome = (document: Document): Outcome<Document> => ({
    document,
    position: { stream: stream(document._id), seq: document.seq },
    replayed: false,
  });

  /** False where other texts lie under the names that this decision gave. */
  const keepTexts = async ({ id, call, events: [first] }: SaveInput<State, Facts, Event>): Promise<boolean> => {
    if (call?.keep === undefined || first === undefined) return true;
    const caseId = spec.caseId(id, first);
    const { principal, requestId, inputHash } = call;
    return call.keep({
      owner: caseId === null ? ownerAsAuthor(principal) : ownerOfCase(caseId),
      command: { stream: stream(id), principal, requestId, inputHash },
    });
  };

  /** Decides until a decision could be saved; `decideOnce` answers an outcome that is there already, or what to save. */
  const settle = async (
    decideOnce: () => Promise<Outcome<Document> | SaveInput<State, Facts, Event> | 'stale'>,
  ): Promise<Outcome<Document>> => {
    let duplicate = false;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const decided = await decideOnce();
      if (decided === 'stale') continue;
      if ('replayed' in decided) return decided;
      if (!(await keepTexts(decided))) continue;
      await faults('after-texts-before-save');
      try {
        const saved = await save(decided);
        if (saved !== null) {
          // Where the save took so long that the sweep gave it up, they are kept again.
          await keepTexts(decided);
          return outcome(saved);
        }
        duplicate = false;
      } catch (error) {
        // A random code that must be unique may have been drawn before: draw again.
        if (violatedIndex(error) !== 'other') throw error;
        duplicate = true;
      }
    }
    throw duplicate ? taken() : unavailable();
  };

  const savedBy = (call: CommandCall<Document>, current: Document, actor: Actor) => ({
    current,
    facts: current.facts,
    actor,
    now: call.now ?? clock.now(),
    call: call as never,
  });

  const accepted = (decided: Decided<Event>): readonly Event[] => {
    if (isRefused(decided)) throw deps.refusal(decided.refused, decided.field);
    return decided;
  };

  const createdUnder = async (idempotencyKey: string): Promise<Document | undefined> =>
    (await collection.find('byIdempotencyKey', { where: { idempotencyKey }, limit: 1 }))[0];

  const identify: Aggregates<State, Facts, Event>['identify'] = async (idempotencyKey) =>
    (await createdUnder(idempotencyKey))?._id ?? timeOrderedId(clock.now(), idempotencyKey);

  const create: Aggregates<State, Facts, Event>['create'] = (id, call, decide) =>
    settle(async () => {
      const idempotencyKey = idempotencyKeyOf(id);
      // Whoever was faster may have begun in another hour, under another id.
      const current = (await createdUnder(idempotencyKey)) ?? (await collection.byId(id)) ?? blank(id);
      if (current.seq > 0) {
        const earlier = await recall(current, call);
        if (earlier !== null) return earlier;
        throw conflict();
      }
      const actor = call.authorize(current);
      return { id, idempotencyKey, ...savedBy(call, current, actor), events: accepted(decide()) };
    });

  const execute: Aggregates<State, Facts, Event>['execute'] = (id, call, decide) =>
    settle(async () => {
      const current = await collection.byId(id, call.scope);
      if (current === null || (current.seq === 0 && !call.begins)) throw notFound();
      const earlier = await recall(current, call);
      if (earlier !== null) return earlier;
      const actor = call.authorize(current);
      if (call.expectedVersion !== null && current.version !== call.expectedVersion) throw conflict();
      const begun = current.seq === 0 ? { idempotencyKey: idempotencyKeyOf(id) } : {};
      return { id, ...begun, ...savedBy(call, current, actor), events: accepted(decide(current, actor)) };
    });

  const react: Aggregates<State, Facts, Event>['react'] = async (id, cause, { learn, decide }) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = (attempt === 0 ? inHand(id, cause) : null) ?? (await collection.byId(id)) ?? blank(id);
      if (holds(current.applied, cause)) return;
      const mark = current.applied[cause.stream];
      if (mark !== undefined && mark.seq === cause.seq - 1 && cause.prev !== mark.hash) throw new ForkDetected(cause.id);
      const facts = learn(current.facts);
      const now = clock.now();
      const events = decide(current.state, facts, now);
      if ((await save({ id, current, facts, events, actor: system, now, cause })) !== null) {
        await faults('between-two-effects');
        return;
      }
    }
    throw unavailable();
  };

  const inform: Aggregates<State, Facts, Event>['inform'] = async (id, learn) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = (await collection.byId(id)) ?? blank(id);
      const facts = learn(current.facts);
      if (facts === current.facts) return;
      if ((await save({ id, current, facts, events: [], actor: system, now: clock.now() })) !== null) return;
    }
    throw unavailable();
  };

  const fireOne = async (
    id: string,
    decide: (state: State, facts: Facts, id: string, now: number) => readonly Event[],
  ): Promise<Date | null | 'lost'> => {
    const current = await collection.byId(id);
    const now = clock.now();
    if (current?.nextDueAt === null || current === null || current.nextDueAt.getTime() > now) return 'lost';
    const events = decide(current.state, current.facts, id, now);
    if (events.length === 0) throw new Error(`${stream(id)}: a timer is due but nothing follows from it`);
    const saved = await save({ id, current, facts: current.facts, events, actor: system, now });
    return saved === null ? 'lost' : saved.nextDueAt;
  };

  const fireDue: Aggregates<State, Facts, Event>['fireDue'] = (decide) =>
    fireOldestFirst({ collection: untyped, clock, faults, fireOne: (id) => fireOne(id, decide) });

  const goRound = createRevisit<State, Facts>(collection);
  const revisit: Aggregates<State, Facts, Event>['revisit'] = (query, decide, where) =>
    goRound(
      query,
      async (current) => {
        const now = clock.now();
        const { _id: id, state, facts } = current;
        const events = decide(state, facts, id, now);
        return events.length > 0 && (await save({ id, current, facts, events, actor: system, now })) !== null;
      },
      where,
    );

  const establish: Aggregates<State, Facts, Event>['establish'] = async (records) => {
    const existing = new Map((await collection.byIds(records.map(({ id }) => id))).map((document) => [document._id, document]));
    // Whoever relies on what was established does not wait for a sweep because an earlier attempt was cut off.
    const waiting = [...existing.values()].filter(({ outbox }) => outbox.length > 0);
    if (waiting.length > 0) await publisher.publishNew(untyped, waiting as AggregateDocument<unknown, unknown>[]);
    const now = clock.now();
    const documents = records
      .filter(({ id }) => !existing.has(id))
      .map(({ id, events }) => next({ id, current: blank(id), facts: spec.initialFacts, events, actor: system, now }).document);
    if (documents.length === 0) return;
    // Where somebody else began one meanwhile, what is pending is the sweeper's.
    if (await collection.insertMissing(documents)) await publisher.publishNew(untyped, documents);
  };

  const waitFor: Aggregates<State, Facts, Event>['waitFor'] = (id, position, milliseconds, scope) =>
    waitUntil(async () => {
      const document = await collection.byId(id, scope);
      if (document === null) return false;
      return position.stream === stream(id) ? document.seq >= position.seq : reaches(document.applied, position);
    }, milliseconds);

  const audit: Aggregates<State, Facts, Event>['audit'] = async () => {
    const findings: Finding[] = [];
    for await (const page of collection.pages()) {
      for (const document of page) {
        const name = stream(document._id);
        findings.push(...auditAggregate(spec, name, document, await archive.ofStream(name)));
      }
    }
    return findings;
  };

  return { collection, streamOf: stream, identify, create, execute, react, inform, fireDue, revisit, establish, waitFor, audit };
};
