import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { establishDirectory } from '@daqidi/assignment';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { freePorts } from '@daqidi/local';
import type { Services } from '@daqidi/ops';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import { developmentAudience, developmentIssuer, type Person } from '@daqidi/standalone';
import { smallSeed } from '../embedded-world.js';
import type { Servers } from '../servers.js';
import { controlsOf } from '../stack/control.js';
import { openServices, secret } from '../stack/open-services.js';
import { environmentOn } from '../stack-ground.js';
import { offsetFromNow } from './offset-clock.js';
import { createStackMember, type StackMember } from './stack-member.js';

const key = secret.toString('base64url');

export interface ChaosStack {
  readonly url: string;
  readonly gateway: StackMember;
  readonly services: Readonly<Record<ServiceName, StackMember>>;
  token(person: Person): Promise<string>;
  /** Stops every process; those started from now on live so many milliseconds later. */
  passTime(milliseconds: number): Promise<void>;
  /** Waits until every process is there and nothing is due, unpublished or unread. */
  settled(): Promise<void>;
  /** The services' stores, opened beside the processes. */
  look<Answer>(at: (services: Services) => Promise<Answer>): Promise<Answer>;
  /** Who is behind, and what each said last: for whoever asks why nothing moves. */
  report(): Promise<string>;
  /** Processes that ended without having been told to. */
  ends(): readonly string[];
  stop(): Promise<void>;
}

export interface ChaosStackOptions {
  /** At which port the gateway finds a service that listens at another. */
  readonly route?: (port: number) => Promise<number>;
  /** Settings of the gateway about how much may come in; so much that nobody is turned away where left out. */
  readonly limits?: Readonly<Record<string, string>>;
}

const nearlyNoLimits = { DAQIDI_RATE: '10000', DAQIDI_BURST: '1000000' };

/** Five services and the gateway as processes that can be killed one by one, on the servers given; all of them run. */
export const openChaosStack = async (
  servers: Servers,
  { route = async (port) => port, limits = nearlyNoLimits }: ChaosStackOptions = {},
): Promise<ChaosStack> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-chaos-stack-'));
  let offset = offsetFromNow();
  const keys = generateKeyPairSync('ed25519');
  const [gatewayPort, ...ports] = await freePorts(1 + serviceNames.length);
  const portOf = (name: ServiceName): number => ports[serviceNames.indexOf(name)] ?? 0;
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock: { now: () => Date.now() + offset },
  });

  const prepared = await openServices(servers);
  for (const service of Object.values(prepared.services)) await service.prepare();
  await establishDirectory(prepared.services.assignment.model, smallSeed());
  await prepared.services.assignment.store.idle();
  await prepared.close();

  const socketOf = (name: string): string => join(directory, `${name}.sock`);
  const common = () => ({ CLOCK_OFFSET: String(offset), DAQIDI_LOG_LEVEL: 'warn' });
  const memberOf = (name: ServiceName): StackMember =>
    createStackMember(name, () => ({
      ...common(),
      ...environmentOn(servers),
      DAQIDI_PORT: String(portOf(name)),
      DAQIDI_MASTER_KEY: key,
      DAQIDI_LOOKUP_SECRET: key,
      DAQIDI_CONTEXT_PUBLIC_KEYS: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
      // A killed member's share goes to the next one soon.
      DAQIDI_KAFKA_SESSION_TIMEOUT: '6000',
      DAQIDI_MONGODB_TIMEOUT: '3000',
      CONTROL_SOCKET: socketOf(name),
    }));
  const services = Object.fromEntries(serviceNames.map((name) => [name, memberOf(name)])) as Record<ServiceName, StackMember>;
  const routes = await Promise.all(
    serviceNames.map(async (name) => [`DAQIDI_${name.toUpperCase()}_URL`, `http://127.0.0.1:${await route(portOf(name))}`]),
  );
  const gateway = createStackMember('gateway', () => ({
    ...common(),
    DAQIDI_PORT: String(gatewayPort),
    ...limits,
    DAQIDI_CONTEXT_PRIVATE_KEY: keys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    DAQIDI_DEVELOPMENT_ISSUER: join(directory, 'secrets'),
    ...Object.fromEntries(routes),
  }));
  const members = [...Object.values(services), gateway];
  const controls = serviceNames.map((name) => controlsOf(socketOf(name)));
  await Promise.all(members.map((member) => member.start()));

  /** What waits; unknown, and therefore something, while a server that was away is being found again. */
  const busy = async (): Promise<number> => {
    let left = 0;
    try {
      for (const each of controls) left += await each.sweep();
      for (const each of controls) left += await each.lag();
      return left;
    } catch (error) {
      if (/UNAVAILABLE|Not available right now/.test(String(error))) return Number.POSITIVE_INFINITY;
      throw error;
    }
  };

  return {
    url: `http://127.0.0.1:${gatewayPort}`,
    gateway,
    services,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 }),
    passTime: async (milliseconds) => {
      await Promise.all(members.map((member) => member.stop()));
      offset += milliseconds;
    },
    settled: async () => {
      await Promise.all(members.map((member) => member.start()));
      for (let quiet = 0; quiet < 2; ) quiet = (await busy()) === 0 ? quiet + 1 : 0;
    },
    look: async (at) => {
      const opened = await openServices(servers);
      try {
        return await at(opened.services);
      } finally {
        await opened.close();
      }
    },
    report: async () => {
      const lines = serviceNames.map(async (name, place) => {
        const lag = await controls[place]?.lag().catch((error: unknown) => String(error));
        return [`${name}: ${lag} behind`, ...services[name].lastLines().map((line) => line.slice(0, 600))].join('\n  ');
      });
      return [...(await Promise.all(lines)), ...gateway.lastLines()].join('\n');
    },
    ends: () => members.flatMap((member) => member.ends()),
    stop: async () => {
      await Promise.all(members.map((member) => member.stop()));
      const { remove } = await openServices(servers);
      await remove();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
