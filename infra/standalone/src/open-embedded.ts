import { join } from 'node:path';
import type { DistrictSeed } from '@daqidi/assignment';
import type { Bus } from '@daqidi/bus';
import { createEmbeddedBus } from '@daqidi/bus';
import { type EmbeddedMongo, openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createDiskBlobs, type FilesOptions, openFiles } from '@daqidi/files';
import type { SignInProvider } from '@daqidi/gateway';
import {
  createContextKeys,
  createDevelopmentIssuer,
  createTokenVerifier,
  parsePolicyRules,
  type TokenVerifierOptions,
} from '@daqidi/identity';
import { type Clock, type FaultPoints, type Logger, longestTokenLife, type Metrics, type Randomness } from '@daqidi/runtime';
import { createEventSchemas, type EventSchemas, policyRules, type ServiceName, serviceNames } from '@daqidi/schemas';
import { createEventCodec } from '@daqidi/service';
import { createNotifier, type NoticeReceiver, noReceiver } from '@daqidi/webhooks';
import type { Connection } from 'mongoose';
import { openPlatform, type Platform, type PlatformDeps } from './platform.js';
import { loadSecrets } from './secrets.js';
import { trialSignIn } from './trial-sign-in.js';

export interface EmbeddedOptions {
  /** Holds one file a service, one for the bus, and the secrets. The caller owns it (`lockDataDirectory`). */
  readonly directory: string;
  readonly seed: DistrictSeed;
  /** See `PlatformDeps`. */
  readonly followsSeed?: boolean;
  /** Compiled validators, where the process has them already. */
  readonly eventSchemas?: EventSchemas;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faults: FaultPoints;
  readonly host: string;
  readonly port: number;
  readonly edge?: PlatformDeps['edge'];
  /** The longest that a user's token may be made out for, in seconds; a day unless given. */
  readonly longestTokenLife?: number;
  /** In the place of the development issuer: whose tokens are taken, and where people sign in. */
  readonly identityProvider?: Pick<TokenVerifierOptions, 'issuer' | 'audience' | 'kindClaim'> & {
    readonly jwksUrl: string;
    readonly provider?: SignInProvider;
  };
  /** Who delivers notices; whoever reads the folder unless given. */
  readonly notices?: NoticeReceiver;
  /** Where a scanner for harmful code answers (INSTREAM); nothing is looked for where left out. */
  readonly scanner?: FilesOptions['scanner'];
  /** Called when a file cannot be written any more: the process has to end and start anew. */
  readonly onDeath?: (error: Error) => void;
  /** Where a test wants to sign too; otherwise made anew at each start. */
  readonly contextKeys?: ReturnType<typeof createContextKeys>;
  /** Puts something around the bus: tests of delivery order do. */
  readonly aroundBus?: (bus: Bus) => Bus;
}

export interface Embedded {
  readonly platform: Platform;
  /** A development token, for ten hours at most. */
  token(person: { readonly sub: string; readonly kind: 'PETITIONER' | 'OFFICER' | 'MACHINE' | 'ANONYMOUS' }): Promise<string>;
  /** Whether intake has no event yet: nobody ever handed anything in. */
  isEmpty(): Promise<boolean>;
  /** To be called after the platform has stopped. */
  close(): Promise<void>;
}

export const developmentIssuer = 'daqidi-development';
export const developmentAudience = 'daqidi';
/** What a platform in one process stands on. */
export interface Ground {
  readonly bus: Bus;
  readonly connectionOf: (service: ServiceName) => Connection;
  close(): Promise<void>;
}

/** All files, or none: those that did open are closed where another cannot be. */
const openStores = async ({ directory, log, onDeath = () => undefined }: EmbeddedOptions): Promise<Ground> => {
  const file = (name: string): string => join(directory, `${name}.db`);
  const opening = await Promise.allSettled([
    createEmbeddedBus({ file: file('bus'), log, onDeath }),
    ...serviceNames.map((name) => openEmbeddedMongo({ file: file(name), onDeath })),
  ] as const);
  const opened = opening.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const close = async (): Promise<void> => {
    for (const each of opened) await each.close();
  };
  const failed = opening.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const [bus, ...stores] = opened as [Bus, ...EmbeddedMongo[]];
  const byName = new Map(serviceNames.map((name, position) => [name, stores[position]]));
  return {
    bus,
    close,
    connectionOf: (service) => {
      const store = byName.get(service);
      if (store === undefined) throw new Error(`no store is open for ${service}`);
      return store.connection;
    },
  };
};

/** The whole platform in one process on ground that is its own from now on, with a development issuer in the directory. */
export const openOn = async (ground: Ground, options: EmbeddedOptions): Promise<Embedded> => {
  const { directory, clock, randomness, longestTokenLife: longestLife = longestTokenLife } = options;
  // A process that ends while a writer thread is at work aborts instead: what was opened is closed first.
  try {
    const secrets = await loadSecrets(directory, randomness);
    const issuer = await createDevelopmentIssuer({
      directory: join(directory, 'secrets'),
      issuer: developmentIssuer,
      audience: developmentAudience,
      clock,
    });
    const { identityProvider } = options;
    const verifyToken = createTokenVerifier({
      ...(identityProvider === undefined
        ? { keys: { jwks: issuer.jwks }, issuer: developmentIssuer, audience: developmentAudience }
        : { ...identityProvider, keys: { url: identityProvider.jwksUrl } }),
      clock,
      longestLife,
    });
    const signIn = trialSignIn(options.seed, issuer, longestLife);
    const files = openFiles({
      blobs: createDiskBlobs(join(directory, 'files'), randomness),
      secret: secrets.filesSecret,
      scanner: options.scanner ?? null,
      clock,
      randomness,
    });
    const deps: PlatformDeps = {
      ...options,
      files,
      bus: options.aroundBus?.(ground.bus) ?? ground.bus,
      connectionOf: ground.connectionOf,
      rules: parsePolicyRules(policyRules()),
      codec: createEventCodec(options.eventSchemas ?? createEventSchemas()),
      secrets,
      notifier: createNotifier(options.notices ?? noReceiver, { folder: join(directory, 'notices'), clock }),
      verifyToken,
      contextKeys: options.contextKeys ?? createContextKeys(),
      ...(identityProvider === undefined ? { jwks: issuer.jwks, signIn } : {}),
      ...(identityProvider?.provider === undefined ? {} : { provider: identityProvider.provider }),
    };
    const platform = await openPlatform(deps);
    return {
      platform,
      token: signIn.issue,
      isEmpty: async () => {
        const intake = platform.services.find(({ name }) => name === 'intake');
        return (await intake?.store.archive.collection.pages().next())?.done === true;
      },
      close: async () => {
        await files.stop();
        await ground.close();
      },
    };
  } catch (error) {
    await ground.close();
    throw error;
  }
};

/** The whole platform on SQLite files in one directory. */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => openOn(await openStores(options), options);
