import { Pool } from 'undici';
import { type Batching, createBatching } from './batching.js';
import { createRoom, type Room } from './room.js';

/** What the gateway shows, and whom it believes. PEM. */
export interface ClientTls {
  /** The authority of the subgraphs' certificates; the system's own list where absent. */
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

export interface Instance {
  readonly url: URL;
  readonly pool: Pool;
  readonly room: Room;
  /** For reads. */
  readonly batching: Batching;
}

export interface InstancesOptions {
  readonly urls: readonly string[];
  readonly connections: number;
  readonly tls: ClientTls | undefined;
}

export interface Instances {
  readonly all: readonly Instance[];
  /** The next in turn: one that `tried` does not hold and that does not rest, as far as there is one. */
  next(tried: ReadonlySet<Instance>): Instance;
  /** It could not be connected to: others are asked first for a while. */
  rest(instance: Instance): void;
  /** New connections from now on; those of before are let go when they have answered. */
  reload(tls: ClientTls): void;
  close(): Promise<void>;
}

/** Milliseconds. Shorter than the 65 s after which a subgraph closes an idle connection. */
const idleTime = 30_000;

/** Milliseconds for a connection and its handshake. */
const connectTime = 2_000;

/** Milliseconds for which an instance that could not be connected to is asked last. */
const restTime = 1_000;

/** The instances of one subgraph, a pool of kept connections to each. */
export const createInstances = ({ urls, connections, tls }: InstancesOptions): Instances => {
  if (urls.length === 0) throw new TypeError('a subgraph needs at least one URL');
  const draining = new Set<Pool>();
  const restsUntil = new Map<string, number>();
  let turn = 0;

  const open = (certificates: ClientTls | undefined): readonly Instance[] =>
    urls.map((each) => {
      const url = new URL(each);
      const pool = new Pool(url.origin, {
        connections,
        pipelining: 1,
        keepAliveTimeout: idleTime,
        keepAliveMaxTimeout: idleTime,
        // Deadlines are kept by whoever asks.
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: { ...certificates, timeout: connectTime },
      });
      const room = createRoom(connections);
      return { url, pool, room, batching: createBatching(pool, url.pathname, room) };
    });
  let all = open(tls);

  const drain = async ({ pool, batching }: Instance): Promise<void> => {
    batching.flush();
    draining.add(pool);
    await pool.close();
    draining.delete(pool);
  };

  return {
    get all() {
      return all;
    },
    next: (tried) => {
      const now = performance.now();
      const inTurn = all.map((_, at) => all[(turn + at) % all.length] as Instance);
      turn = (turn + 1) % all.length;
      const fresh = inTurn.filter((instance) => !tried.has(instance));
      const awake = fresh.find(({ url }) => (restsUntil.get(url.href) ?? 0) <= now);
      return awake ?? fresh[0] ?? (inTurn[0] as Instance);
    },
    rest: ({ url }) => {
      restsUntil.set(url.href, performance.now() + restTime);
    },
    reload: (certificates) => {
      const before = all;
      all = open(certificates);
      for (const instance of before) void drain(instance);
    },
    close: async () => {
      await Promise.all([...all.map(({ pool }) => pool), ...draining].map((pool) => pool.destroy()));
    },
  };
};
