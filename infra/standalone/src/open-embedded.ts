import { join } from 'node:path';
import type { DistrictSeed } from '@daqidi/assignment';
import type { Bus } from '@daqidi/bus';
import { createEmbeddedBus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createContextKeys, createDevelopmentIssuer, createTokenVerifier, parsePolicyRules } from '@daqidi/identity';
import type { Clock, FaultPoints, Logger, Metrics, Randomness } from '@daqidi/runtime';
import { createEventSchemas, type EventSchemas, policyRules, serviceNames } from '@daqidi/schemas';
import { createEventCodec } from '@daqidi/service';
import { openPlatform, type Platform } from './platform.js';
import { loadSecrets } from './secrets.js';

export interface EmbeddedOptions {
  /** Holds one file a service, one for the bus, and the secrets. The caller owns it (`lockDataDirectory`). */
  readonly directory: string;
  readonly seed: DistrictSeed;
  /** Compiled validators, where the process has them already. */
  readonly eventSchemas?: EventSchemas;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faults: FaultPoints;
  readonly host: string;
  readonly port: number;
  readonly introspection?: boolean;
  /** Called when a file cannot be written any more: the process has to end and start anew. */
  readonly onDeath?: (error: Error) => void;
  /** Where a test wants to sign too; otherwise made anew at each start. */
  readonly contextKeys?: ReturnType<typeof createContextKeys>;
  /** Puts something around the bus: tests of delivery order do. */
  readonly aroundBus?: (bus: Bus) => Bus;
}

export interface Embedded {
  readonly platform: Platform;
  /** A development token, for ten hours. */
  token(person: { readonly sub: string; readonly kind: 'PETITIONER' | 'OFFICER' | 'MACHINE' | 'ANONYMOUS' }): Promise<string>;
  /** To be called after the platform has stopped. */
  close(): Promise<void>;
}

export const developmentIssuer = 'daqidi-development';
export const developmentAudience = 'daqidi';
const tokenLife = 10 * 3_600;

const openFiles = async ({ directory, log, onDeath = () => undefined }: EmbeddedOptions) => {
  const [bus, ...stores] = await Promise.all([
    createEmbeddedBus({ file: join(directory, 'bus.db'), log, onDeath }),
    ...serviceNames.map(
      async (name) => [name, await openEmbeddedMongo({ file: join(directory, `${name}.db`), onDeath })] as const,
    ),
  ]);
  return { bus, stores: new Map(stores) };
};

/** The whole platform on SQLite files in one directory, with a development issuer of its own. */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const { directory, clock, randomness } = options;
  const secrets = await loadSecrets(directory, randomness);
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock,
  });
  const verifyToken = createTokenVerifier({
    keys: { jwks: issuer.jwks },
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock,
  });
  const { bus, stores } = await openFiles(options);
  const platform = await openPlatform({
    ...options,
    bus: options.aroundBus?.(bus) ?? bus,
    connectionOf: (service) => {
      const store = stores.get(service);
      if (store === undefined) throw new Error(`no store is open for ${service}`);
      return store.connection;
    },
    rules: parsePolicyRules(policyRules()),
    codec: createEventCodec(options.eventSchemas ?? createEventSchemas()),
    secrets,
    verifyToken,
    contextKeys: options.contextKeys ?? createContextKeys(),
    jwks: issuer.jwks,
  });
  return {
    platform,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: tokenLife }),
    close: async () => {
      await bus.close();
      await Promise.all([...stores.values()].map((store) => store.close()));
    },
  };
};
