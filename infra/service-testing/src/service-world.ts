import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { type Actor, type EventEnvelope, topicOf } from '@daqidi/events';
import { createFiles, createMemoryBlobs, type Darkroom } from '@daqidi/files';
import {
  createContextKeys,
  createContextSigner,
  createContextVerifier,
  createVaultCipher,
  parsePolicyRules,
  resolvePrincipal,
  type Scope,
  scopeOf,
} from '@daqidi/identity';
import {
  createMetrics,
  createSeededRandomness,
  createVirtualClock,
  noFaults,
  silentLogger,
  type VirtualClock,
} from '@daqidi/runtime';
import { createEventSchemas, policyRules, type ServiceName } from '@daqidi/schemas';
import { createEventCodec, type Notice, type Service, type ServiceDeps, type ServiceTools } from '@daqidi/service';
import { createDistrict, type District } from './district.js';
import { createForeignStreams } from './foreign-streams.js';
import { createMemoryBus } from './memory-bus.js';
import { type SamplesOf, samplesOf } from './samples.js';
import { createSomeone, type Someone } from './someone.js';

export interface ServiceWorldOptions<Tools extends ServiceTools> {
  create(deps: ServiceDeps): Service<Tools>;
  /** What mutations answer with besides their position, `ledgerEntry { id version stage }`. */
  readonly answer: string;
  /** Collection and input field of what the commands are about. */
  readonly about: { readonly collection: string; readonly field: string };
}

/** One service alone, on an embedded store, with people, a clock and everything that it hears in a test's hands. */
export interface ServiceWorld<Tools extends ServiceTools> {
  readonly service: Service<Tools>;
  readonly tools: Tools;
  readonly clock: VirtualClock;
  readonly district: District;
  /** An id that no appeal of this world has had. */
  newAppeal(): string;
  /** Another service says the sample about this appeal, changed as told, and all that follows has happened. Answers the event. */
  hears<Group extends keyof SamplesOf, Type extends keyof SamplesOf[Group] & string>(
    group: Group,
    type: Type,
    appealId: string,
    change?: Readonly<Record<string, unknown>>,
    /** The service itself where left out. */
    actor?: Actor,
  ): Promise<EventEnvelope>;
  /** The same event comes again. */
  hearsAgain(event: EventEnvelope): Promise<void>;
  /** Signed in at this moment, or at another, in milliseconds since the epoch. */
  officer(person: string, signedInAt?: number): Someone;
  petitioner(person: string): Someone;
  machine(subject: string): Someone;
  anybody(): Someone;
  /** The keys that this officer has now. */
  scopeOf(person: string): Scope;
  /** What the service has said under this key, which is an appeal's id nearly always, or `*` for all: each event once, in order. */
  said(appealId: string): readonly EventEnvelope[];
  /** The clock moves to this moment, and every timer that is due has fired. */
  until(moment: string): Promise<void>;
  settled(): Promise<void>;
  /** The texts that are kept under these ids, in their order. */
  texts(ids: readonly string[]): Promise<readonly string[]>;
  /** What petitioners were told, each notice once, in order. */
  notices(): readonly Notice[];
  /** From now on whoever delivers notices takes none for which this says true. */
  refuseNotices(refuses: (notice: Notice) => boolean): void;
  /** The page of metrics, as it is now. */
  metrics(): Promise<string>;
  /** How many texts the vault holds. */
  keptTexts(): Promise<number>;
  stop(): Promise<void>;
}

/** A Monday morning in Shanghai. */
const start = '2026-03-02T02:00:00.000Z';

/** Pictures as they are, without a decoder: what services do with files needs none. */
const undevelopedPictures: Darkroom = {
  develop: async (picture) => ({ shown: picture, thumbnail: picture, device: { time: null, place: null } }),
  stop: async () => undefined,
};

// Contracts do not change between two worlds, and take longer to read than most tests.
const codec = createEventCodec(createEventSchemas());
const rules = parsePolicyRules(policyRules());

export const openServiceWorld = async <Tools extends ServiceTools>(
  options: ServiceWorldOptions<Tools>,
): Promise<ServiceWorld<Tools>> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-service-'));
  const mongo = await openEmbeddedMongo({ file: join(directory, 'service.db') });
  const clock = createVirtualClock(start);
  const randomness = createSeededRandomness('service');
  const keys = createContextKeys();
  const bus = createMemoryBus();
  const district = createDistrict();
  const metrics = createMetrics();
  const notices = new Map<string, Notice>();
  let refuses: (notice: Notice) => boolean = () => false;
  const service = options.create({
    connection: mongo.connection,
    bus,
    verifyContext: createContextVerifier(keys.publicKey, clock),
    rules,
    codec,
    directory: district,
    cipher: createVaultCipher({ masterKey: Buffer.alloc(32, 1), randomness }),
    files: createFiles({
      blobs: createMemoryBlobs(),
      secret: Buffer.alloc(32, 3),
      scanner: null,
      darkroom: undevelopedPictures,
      clock,
      randomness,
    }),
    lookupSecret: Buffer.alloc(32, 2),
    notifier: {
      send: async (notice) => {
        if (refuses(notice)) throw new Error('notices are not taken now');
        notices.set(notice.id, notice);
      },
    },
    clock,
    randomness,
    log: silentLogger,
    metrics,
    faults: noFaults,
  });
  await service.prepare();
  await service.start();

  let appeals = 0;
  let requests = 0;
  const seal = createForeignStreams();
  const settled = async (): Promise<void> => {
    do await service.store.idle();
    while ((await service.sweep()) > 0);
    await service.store.idle();
  };
  const hear = async (event: EventEnvelope): Promise<void> => {
    await bus.deliver(topicOf(event.service), codec.encode(event));
    await settled();
  };
  const documents = mongo.connection;
  const someone = createSomeone({
    subgraph: service.subgraph,
    signer: createContextSigner(keys.privateKey, clock),
    clock,
    selection: options.answer,
    settled,
    nextRequestId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    versionOf: async (input) => {
      const model = documents.model<{ readonly version: number }>(options.about.collection);
      return (await model.findOne({ _id: String(input[options.about.field]) }).lean())?.version ?? 0;
    },
  });

  return {
    service,
    tools: service.tools,
    clock,
    district,
    newAppeal: () => {
      appeals += 1;
      return `appeal-${appeals}`;
    },
    hears: async (group, type, appealId, change = {}, actor = undefined) => {
      const sample = samplesOf(appealId, new Date(clock.now()).toISOString())[group][type] as object;
      const data = { ...sample, ...change };
      const event = seal({ service: group as ServiceName, type, data, key: appealId, now: clock.now(), actor });
      codec.check(event);
      await hear(event);
      return event;
    },
    hearsAgain: hear,
    officer: (person, signedInAt) => someone(person, 'OFFICER', signedInAt),
    petitioner: (person) => someone(person, 'PETITIONER'),
    machine: (subject) => someone(subject, 'MACHINE'),
    anybody: () => someone('anonymous', 'ANONYMOUS'),
    scopeOf: (person) => scopeOf(rules, resolvePrincipal({ sub: person, kind: 'OFFICER' }, district, clock.now())),
    said: (appealId) => {
      const events = bus.published.map((record) => codec.decode({ ...record, topic: '', partition: 0, offset: '0' }));
      // At least once on the wire.
      return [...new Map(events.map((event) => [event.id, event])).values()].filter(
        ({ key }) => appealId === '*' || key === appealId,
      );
    },
    until: async (moment) => {
      clock.set(moment);
      await settled();
    },
    settled,
    texts: async (ids) => {
      const kept = await service.store.vault.getMany(ids);
      return ids.flatMap((id) => kept.get(id)?.text ?? []);
    },
    notices: () => [...notices.values()],
    refuseNotices: (given) => {
      refuses = given;
    },
    metrics: () => metrics.registry.metrics(),
    keptTexts: async () => (await documents.model('vault').find({}).lean()).length,
    stop: async () => {
      await service.stop();
      await mongo.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
