import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { establishDirectory } from '@daqidi/assignment';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { createVirtualClock } from '@daqidi/runtime';
import { serviceNames } from '@daqidi/schemas';
import { developmentAudience, developmentIssuer, type Person } from '@daqidi/standalone';
import { smallSeed, start } from '../embedded-world.js';
import { type Servers, useServers } from '../servers.js';
import { createSettlingWorld, type RawAnswer, type SettlingWorld } from '../settling-world.js';
import { environmentOn } from '../stack-ground.js';
import { type Controls, controlsOf } from './control.js';
import { openServices, secret } from './open-services.js';
import { type Spawned, spawnNode } from './spawn.js';

const entry = new URL('./child.js', import.meta.url).pathname;
const key = secret.toString('base64url');

/** A process of the stack, which the test may stop, kill and start again. */
export interface Member {
  readonly name: string;
  readonly instance: number;
  readonly url: string;
  readonly controls: Controls;
  current(): Spawned;
  /** From when it was stopped or killed until it is started again: others go on without it. */
  isAway(): boolean;
  start(): Promise<void>;
  /** Answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface StackWorldOptions {
  /** Of each service. Default 1. */
  readonly instances?: number;
  /** Further settings, by process. */
  readonly environmentOf?: (name: string) => Readonly<Record<string, string>>;
}

export interface StackWorld extends SettlingWorld {
  readonly members: readonly Member[];
  readonly servers: Servers;
}

/** What the operator does once before the first start: topics, indexes, directory. Answers how to take it all away again. */
const prepare = async (servers: Servers): Promise<() => Promise<void>> => {
  const { services, remove } = await openServices(servers);
  for (const service of Object.values(services)) await service.prepare();
  await establishDirectory(services.assignment.model, smallSeed());
  await services.assignment.store.idle();
  return remove;
};

/** The whole platform as processes on the shared servers, under a clock that ticks with every request. */
export const openStackWorld = async (options: StackWorldOptions = {}): Promise<StackWorld> => {
  const { instances = 1, environmentOf = () => ({}) } = options;
  const servers = useServers();
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-'));
  const remove = await prepare(servers);
  const clock = createVirtualClock(start);
  const keys = generateKeyPairSync('ed25519');
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    // Requests that cross move the clock on before the gateway has heard of it: no token may come from its future.
    clock: { now: () => clock.now() - 600_000 },
  });

  const createMember = async (name: string, instance: number, settings: Readonly<Record<string, string>>): Promise<Member> => {
    const socket = join(directory, `${name}-${instance}.sock`);
    let port = '0';
    let current: Spawned | null = null;
    let away = true;
    const member: Member = {
      name,
      instance,
      get url() {
        return `http://127.0.0.1:${port}`;
      },
      controls: controlsOf(socket),
      current: () => current as Spawned,
      isAway: () => away,
      start: async () => {
        current = spawnNode(
          entry,
          [name],
          {
            DAQIDI_PORT: port,
            ...settings,
            ...environmentOf(name),
            CONTROL_SOCKET: socket,
            TEST_START: new Date(clock.now()).toISOString(),
            TEST_SEED: `${name}-${instance}`,
          },
          (line) => line === 'controlled',
        );
        await current.ready;
        const listening = current.log().find((line) => line.includes('"msg":"listening"'));
        port = new URL((JSON.parse(listening ?? '{}') as { url: string }).url).port;
        away = false;
      },
      stop: async () => {
        away = true;
        current?.child.kill('SIGTERM');
        return (await current?.ended) ?? null;
      },
      kill: async () => {
        away = true;
        current?.child.kill('SIGKILL');
        await current?.ended;
      },
    };
    await member.start();
    return member;
  };

  const services = await Promise.all(
    serviceNames.flatMap((name) =>
      Array.from({ length: instances }, (_, instance) =>
        createMember(name, instance, {
          ...environmentOn(servers),
          DAQIDI_MASTER_KEY: key,
          DAQIDI_LOOKUP_SECRET: key,
          DAQIDI_CONTEXT_PUBLIC_KEYS: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
        }),
      ),
    ),
  );
  const urlsOf = (name: string): string =>
    services
      .filter((member) => member.name === name)
      .map(({ url }) => url)
      .join(',');
  const gateway = await createMember('gateway', 0, {
    // The clock stands still between requests: the usual rate would never be granted anew.
    DAQIDI_BURST: '1000000',
    DAQIDI_CONTEXT_PRIVATE_KEY: keys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    DAQIDI_DEVELOPMENT_ISSUER: join(directory, 'secrets'),
    ...Object.fromEntries(serviceNames.map((name) => [`DAQIDI_${name.toUpperCase()}_URL`, urlsOf(name)])),
  });
  const members = [...services, gateway];

  const present = (all: readonly Member[]): readonly Member[] => all.filter((member) => !member.isAway());
  let shared = clock.now();
  const shareTime = async (): Promise<void> => {
    if (shared === clock.now()) return;
    shared = clock.now();
    await Promise.all(present(members).map(({ controls }) => controls.clock(clock.now())));
  };
  const sum = async (ask: (controls: Controls) => Promise<number>): Promise<number> =>
    (await Promise.all(present(services).map(({ controls }) => ask(controls)))).reduce((total, one) => total + one, 0);
  /** Nothing due, nothing unpublished, nothing unread: twice in a row, since one may cause the other. */
  const settled = async (): Promise<void> => {
    await shareTime();
    for (let quiet = 0; quiet < 2; ) {
      const busy = (await sum((controls) => controls.sweep())) + (await sum((controls) => controls.lag()));
      quiet = busy === 0 ? quiet + 1 : 0;
    }
  };

  const tokenOf = ({ sub, kind }: Person): Promise<string> => issuer.issue({ sub, kind, ttlSeconds: 3_600 });
  const raw: StackWorld['raw'] = async (person, query, variables = {}) => {
    clock.advance(1_000);
    await shareTime();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(person.kind === 'ANONYMOUS' ? {} : { authorization: `Bearer ${await tokenOf(person)}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as RawAnswer;
  };

  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()));
    await remove();
    await rm(directory, { recursive: true, force: true });
  };
  return { ...createSettlingWorld({ url: gateway.url, clock, raw, settled, stop }), members, servers };
};
