import { type EventEnvelope, sealEvents } from '@daqidi/events';
import { createVaultCipher, type Scope } from '@daqidi/identity';
import { createSeededRandomness, createVirtualClock, DaqidiError, type FaultPoints, type VirtualClock } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import type { AggregateDocument, FileBytes } from '../../src/index.js';
import {
  type Aggregates,
  type CommandCall,
  type Outcome,
  openStore,
  type Rows,
  type Store,
  type StoreDeps,
} from '../../src/index.js';
import { createWire, type Wire } from '../support/around-models.js';
import { gate as createGate, type Gate } from '../support/until.js';
import {
  type ParcelEvent,
  type ParcelFacts,
  type ParcelState,
  parcelSpec,
  ring,
  type SentData,
  type TallyFields,
  tallySpec,
} from './parcel.js';

/** An empty database of the check's own. */
export interface StoreBinding {
  readonly connection: Connection;
  /** The same database after the connection was closed. */
  reopen(): Promise<Connection>;
  end(): Promise<void>;
}

export type Send = (events: readonly EventEnvelope[]) => Promise<void>;

/** What is under test; a saboteur replaces any of it. */
export interface StoreParts {
  readonly openBinding: () => Promise<StoreBinding>;
  readonly openStore?: typeof openStore;
  readonly clearing?: StoreDeps['clearing'];
  readonly aroundConnection?: (connection: Connection) => Connection;
  readonly aroundSend?: (send: Send) => Send;
}

export type Parcel = AggregateDocument<ParcelState, ParcelFacts>;
export type Parcels = Aggregates<ParcelState, ParcelFacts, ParcelEvent>;
export type Call = CommandCall<Parcel>;

/** One process with its own store on the shared database. */
export interface Instance {
  readonly store: Store;
  readonly parcels: Parcels;
  readonly tallies: Rows<TallyFields>;
  readonly wire: Wire;
  readonly failures: unknown[];
  /** As if the process had been killed: nothing of it gets through any more. */
  kill(): Promise<void>;
  fireDue(): Promise<number>;
  send(id: string, sent?: Partial<SentData>, call?: Partial<Call>): Promise<Outcome<Parcel>>;
  note(id: string, text: string, call?: Partial<Call>): Promise<Outcome<Parcel>>;
  close(id: string, call?: Partial<Call>): Promise<Outcome<Parcel>>;
}

export interface World {
  readonly clock: VirtualClock;
  /** What the broker has for good, in the order of its arrival. */
  readonly sent: EventEnvelope[];
  /** Asked before the broker takes anything; what it throws or awaits is what publishers meet. */
  beforeSend: Send;
  open(faults?: FaultPoints): Instance;
  /** Closes and opens the database itself; instances opened before are dead. */
  reopen(): Promise<void>;
  gate(): Gate;
}

/** Of stores in which nobody keeps files. */
export const noBytes: FileBytes = {
  claim: async () => undefined,
  unclaim: async () => undefined,
  remove: async () => undefined,
};

export const start = Date.parse('2026-03-02T02:00:00.000Z');
export const everybody: Scope = { sees: ['office:POST'], is: [] };
export const clerk = { person: 'clerk', post: 'post-1' };

let requests = 0;
/** A command as a client sends it; a request of its own unless told. */
export const call = (given: Partial<Call> = {}): Call => {
  requests += 1;
  return {
    scope: everybody,
    principal: 'clerk',
    requestId: `request-${requests}`,
    inputHash: 'sm3:input',
    expectedVersion: null,
    correlationId: 'C1',
    authorize: () => clerk,
    ...given,
  };
};

export const sentData = (id: string, given: Partial<SentData> = {}): SentData => ({
  code: `code-${id}`,
  place: 'A',
  order: `2026|${id}`,
  barred: [],
  rings: [],
  ...given,
});

/** `data` as events of a foreign stream, from 1. */
export const foreign = (stream: string, type: string, data: readonly object[], now = start): readonly EventEnvelope[] =>
  sealEvents({
    service: stream.split(':')[0] as string,
    stream,
    key: 'case-1',
    after: { seq: 0, hash: null, time: null },
    events: data.map((each) => ({ type, v: 1, data: each })),
    actor: { person: 'system', post: null },
    now,
    correlationId: 'C2',
  });

export const withWorld = async (parts: StoreParts, body: (world: World) => Promise<void>): Promise<void> => {
  const binding = await parts.openBinding();
  let { connection } = binding;
  const clock = createVirtualClock(start);
  const sent: EventEnvelope[] = [];
  const gates: Gate[] = [];
  const instances: Instance[] = [];
  const randomness = createSeededRandomness('store');
  const cipher = createVaultCipher({ masterKey: Buffer.alloc(32, 7), randomness });

  const deliver: Send = async (events) => {
    await world.beforeSend(events);
    sent.push(...events);
  };

  const openInstance = (faults: FaultPoints = () => undefined): Instance => {
    const wire = createWire(connection);
    const failures: unknown[] = [];
    let dead = false;
    const send: Send = async (events) => {
      if (dead) throw new Error('this process is dead');
      await deliver(events);
    };
    const store = (parts.openStore ?? openStore)({
      connection: parts.aroundConnection?.(wire.connection) ?? wire.connection,
      service: 'post',
      check: () => undefined,
      send: parts.aroundSend?.(send) ?? send,
      cipher,
      bytes: noBytes,
      clock,
      randomness,
      faults,
      refusal: (rule) => new DaqidiError('RULE_VIOLATION', { rule }),
      onPublishFailure: (error) => failures.push(error),
      ...(parts.clearing && { clearing: parts.clearing }),
    });
    const parcels = store.aggregates(parcelSpec);
    const tallies = store.rows(tallySpec);
    const instance: Instance = {
      store,
      parcels,
      tallies,
      wire,
      failures,
      kill: async () => {
        dead = true;
        wire.cut();
        await store.idle();
      },
      fireDue: () => parcels.fireDue(ring),
      send: (id, given = {}, own = {}) =>
        parcels.create(id, call(own), () => [{ type: 'Sent', v: 1, data: sentData(id, given) }]),
      note: (id, text, own = {}) =>
        parcels.execute(id, call(own), ({ state }) =>
          state.closed ? { refused: 'parcel.closed' } : [{ type: 'Noted', v: 1, data: { text } }],
        ),
      close: (id, own = {}) =>
        parcels.execute(id, call(own), (_, { person }) => [{ type: 'Closed', v: 1, data: { by: person } }]),
    };
    instances.push(instance);
    return instance;
  };

  const world: World = {
    clock,
    sent,
    beforeSend: async () => undefined,
    open: openInstance,
    reopen: async () => {
      await Promise.all(instances.map((instance) => instance.kill()));
      connection = await binding.reopen();
    },
    gate: () => {
      const made = createGate();
      gates.push(made);
      return made;
    },
  };
  try {
    await openInstance().store.createIndexes();
    await body(world);
  } finally {
    for (const { open } of gates) open();
    await Promise.all(instances.map((instance) => instance.kill()));
    await binding.end();
  }
};

export type Body = (world: World) => Promise<void>;
export type Checks = Readonly<Record<string, Body>>;
