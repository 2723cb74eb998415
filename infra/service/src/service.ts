import { type Bus, createConsumer } from '@daqidi/bus';
import type { Directory } from '@daqidi/directory';
import { type EventRecord, topicOf } from '@daqidi/events';
import type { Files } from '@daqidi/files';
import { type Claims, type PolicyRules, type Principal, resolvePrincipal, type VaultCipher } from '@daqidi/identity';
import { type Clock, DaqidiError, type FaultPoints, type Logger, type Metrics, type Randomness } from '@daqidi/runtime';
import { procedureRules, type ServiceName, subgraphSdl } from '@daqidi/schemas';
import { openStore, type Store, type StoreDeps } from '@daqidi/store';
import { type BaseContext, createSubgraph, type Subgraph, type VerifiesContext } from '@daqidi/subgraph';
import type { Connection } from 'mongoose';
import type { EventCodec } from './event-codec.js';
import { earsOf, type Listener } from './listener.js';
import type { Notifier } from './notifier.js';
import type { ServiceTools } from './tools.js';

/** What a service is given, on either binding. */
export interface ServiceDeps {
  readonly connection: Connection;
  readonly bus: Bus;
  readonly verifyContext: VerifiesContext;
  readonly rules: PolicyRules;
  /** Writes and reads events; pure, so the services of one process may share it. */
  readonly codec: EventCodec;
  /** The process's copy of the directory. Whoever made it starts it before the services. */
  readonly directory: Directory;
  readonly cipher: VaultCipher;
  /** Where what people upload lies; every process that names or hands out files is given the same. */
  readonly files: Files;
  /** Secret for look-up hashes and codes derived from ids: 32 bytes, the same for ever. */
  readonly lookupSecret: Buffer;
  /** How petitioners are told what is theirs. */
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faults: FaultPoints;
  readonly clearing?: StoreDeps['clearing'];
}

/** What makes a service this one and no other. */
export interface ServiceParts<Tools extends ServiceTools> {
  /** What it works with: its model, and what else is its own. */
  tools(given: ServiceTools): Tools;
  readonly resolvers: object;
  /** What it adds to each request. */
  context(tools: Tools): (base: BaseContext) => object;
  listeners(tools: Tools): readonly Listener[];
  /** Each fires due timers and answers how many. */
  timers(tools: Tools): readonly (() => Promise<number>)[];
}

export interface Service<Tools extends ServiceTools = ServiceTools> {
  readonly tools: Tools;
  readonly name: ServiceName;
  readonly store: Store;
  readonly directory: Directory;
  readonly subgraph: Subgraph;
  /** Whose events it hears. */
  readonly listensTo: readonly ServiceName[];
  /** Creates what collections and indexes are missing. */
  prepare(): Promise<void>;
  /** Starts to listen and to sweep. Rejects where the database was not prepared: no query goes without its index. */
  start(): Promise<void>;
  stop(): Promise<void>;
  ready(): boolean;
  /** One round of due timers, waiting outboxes and texts that nothing names. Answers how much there was to do. */
  sweep(): Promise<number>;
  /** Events not yet applied. */
  lag(): Promise<number>;
  redrive(stream: string): Promise<{ readonly applied: number; readonly remaining: number }>;
}

/** How often timers and outboxes are looked at, in milliseconds. */
const sweepEvery = 1_000;

const refusals = (): ServiceTools['refusal'] => {
  const procedure = procedureRules();
  return (rule, field) => {
    const text = procedure[rule];
    if (text === undefined) throw new Error(`the procedure has no rule named "${rule}"`);
    return new DaqidiError('RULE_VIOLATION', { rule, text, ...(field === undefined ? {} : { field }) });
  };
};

export const createService = <Tools extends ServiceTools>(
  name: ServiceName,
  deps: ServiceDeps,
  parts: ServiceParts<Tools>,
): Service<Tools> => {
  const { bus, clock, rules, metrics, codec, directory } = deps;
  const log = deps.log.child({ service: name });
  const refusal = refusals();
  const store = openStore({
    connection: deps.connection,
    service: name,
    check: codec.check,
    send: async (events) => {
      const byTopic = new Map<string, EventRecord[]>();
      for (const event of events) {
        const topic = codec.topicOf(event);
        const others = byTopic.get(topic);
        if (others === undefined) byTopic.set(topic, [codec.encode(event)]);
        else others.push(codec.encode(event));
      }
      await Promise.all([...byTopic].map(([topic, records]) => bus.publish(topic, records)));
    },
    cipher: deps.cipher,
    clock,
    randomness: deps.randomness,
    bytes: deps.files,
    faults: deps.faults,
    refusal,
    onPublishFailure: (error, documentId) => log.warn({ err: error, documentId }, 'publishing failed; the sweeper tries again'),
    ...(deps.clearing === undefined ? {} : { clearing: deps.clearing }),
  });
  const tools = parts.tools({
    store,
    files: deps.files,
    directory,
    rules,
    clock,
    randomness: deps.randomness,
    log,
    lookupSecret: deps.lookupSecret,
    notifier: deps.notifier,
    refusal,
  });
  const { listensTo, handlers } = earsOf(parts.listeners(tools));
  const timers = parts.timers(tools);
  const topics = listensTo.map(topicOf);
  const consumer = createConsumer({
    bus,
    group: name,
    topics,
    decode: codec.decode,
    handlers,
    deadLetters: store.deadLetters,
    clock,
    log,
    metrics,
    faults: deps.faults,
  });
  const principalOf = (claims: Claims): Principal => resolvePrincipal(claims, directory, clock.now());
  /** Built when it is first asked for: operators look after a service without its graph. */
  let subgraph: Subgraph | null = null;
  const builtSubgraph = (): Subgraph => {
    subgraph ??= createSubgraph({
      name,
      typeDefs: subgraphSdl(name),
      resolvers: parts.resolvers,
      rules,
      verifyContext: deps.verifyContext,
      principalOf,
      contextOf: parts.context(tools),
      log,
    });
    return subgraph;
  };
  metrics.gauge({
    name: 'daqidi_outbox_age_seconds',
    help: 'How long the oldest unpublished event has waited.',
    labels: ['service'],
    collect: async (gauge) => {
      const oldest = await store.oldestPending();
      gauge.set({ service: name }, oldest === null ? 0 : Math.max(0, clock.now() - oldest.getTime()) / 1_000);
    },
  });

  const sweep = async (): Promise<number> => {
    let done = 0;
    const failures: unknown[] = [];
    for (const step of [...timers, store.sweepOutboxes, store.sweepVault]) {
      // What fails holds up nothing else.
      try {
        done += await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} parts of a sweep of ${name} failed`);
    return done;
  };

  let state: 'NEW' | 'READY' | 'STOPPED' = 'NEW';
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();
  const sweepLater = (): void => {
    timer = setTimeout(() => {
      sweeping = sweep()
        .then(() => undefined)
        .catch((error: unknown) => log.error({ err: error }, 'a sweep failed; the next one goes on'))
        .finally(() => {
          if (state === 'READY') sweepLater();
        });
    }, sweepEvery);
  };

  return {
    name,
    tools,
    store,
    directory,
    get subgraph() {
      return builtSubgraph();
    },
    listensTo,
    prepare: store.createIndexes,
    start: async () => {
      const { missing, different } = await store.indexProblems();
      const problems = [...missing, ...different];
      if (problems.length > 0) throw new Error(`${name}: indexes that are missing or different: ${problems.join(', ')}`);
      await consumer.start();
      state = 'READY';
      sweepLater();
    },
    stop: async () => {
      state = 'STOPPED';
      if (timer !== null) clearTimeout(timer);
      await sweeping;
      await consumer.stop();
      await store.idle();
    },
    ready: () => state === 'READY',
    sweep,
    lag: async () => (await bus.lag(name, topics)) + (state === 'READY' ? 0 : 1),
    redrive: consumer.redrive,
  };
};
