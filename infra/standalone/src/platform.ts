import { type Assignment, createAssignment, type DistrictSeed, establishDirectory, loadDistrict } from '@daqidi/assignment';
import type { Bus } from '@daqidi/bus';
import { createDirectoryReplica } from '@daqidi/directory';
import type { Files } from '@daqidi/files';
import type { DevelopmentSignIn, EdgeOptions, Gateway, SignInProvider } from '@daqidi/gateway';
import {
  type createContextKeys,
  createContextSigner,
  createContextVerifier,
  createVaultCipher,
  type DevelopmentIssuer,
  type PolicyRules,
  type TokenVerifier,
} from '@daqidi/identity';
import { createIntake } from '@daqidi/intake';
import type { Clock, FaultPoints, Logger, Metrics, Randomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames, subgraphSdl, supergraphSdl } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import type { EventCodec, Notifier, Service, ServiceDeps } from '@daqidi/service';
import { createSupervision } from '@daqidi/supervision';
import { createTriage } from '@daqidi/triage';
import type { Connection } from 'mongoose';
import type { Secrets } from './secrets.js';
import { settled } from './settled.js';

export interface PlatformDeps {
  readonly bus: Bus;
  readonly connectionOf: (service: ServiceName) => Connection;
  readonly rules: PolicyRules;
  readonly codec: EventCodec;
  readonly secrets: Secrets;
  readonly files: Files;
  readonly notifier: Notifier;
  readonly verifyToken: TokenVerifier;
  /** Signs and proves the context between gateway and subgraphs. */
  readonly contextKeys: ReturnType<typeof createContextKeys>;
  readonly jwks?: DevelopmentIssuer['jwks'];
  /** Sign-in without proof, where there is a development issuer. */
  readonly signIn?: DevelopmentSignIn;
  /** Where people sign in, where tokens come from an identity provider. */
  readonly provider?: SignInProvider;
  /** What the directory holds on its first day; nothing is overwritten later. */
  readonly seed: DistrictSeed;
  /** The seed comes from files that somebody keeps: what they say anew is appended at each start. */
  readonly followsSeed?: boolean;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faults: FaultPoints;
  readonly host: string;
  readonly port: number;
  readonly edge?: EdgeOptions;
}

/** All services and the gateway in one process, on whatever bus and connections they are given. */
export interface Platform {
  readonly services: readonly Service[];
  readonly assignment: Assignment;
  readonly gateway: Gateway;
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  /** Resolves when nothing is due, nothing is unpublished and nothing is unread. */
  settled(): Promise<void>;
}

/**
 * Builds the services and writes the first directory. The gateway's modules, which take longest to load, are loaded while the
 * writer threads are busy with that.
 */
export const openPlatform = async (deps: PlatformDeps): Promise<Platform> => {
  const { bus, clock, randomness, log, metrics, rules, faults, secrets } = deps;
  const cipher = createVaultCipher({ masterKey: secrets.masterKey, randomness });
  const replica = createDirectoryReplica({ bus, decode: deps.codec.decode });
  const depsOf = (service: ServiceName): ServiceDeps => ({
    connection: deps.connectionOf(service),
    bus,
    verifyContext: createContextVerifier(deps.contextKeys.publicKey, clock),
    rules,
    codec: deps.codec,
    directory: replica.directory,
    cipher,
    files: deps.files,
    lookupSecret: secrets.lookupSecret,
    notifier: deps.notifier,
    clock,
    randomness,
    log,
    metrics,
    faults,
    // One process writes all its databases.
    clearing: 'WITH_NEXT_SAVE',
  });
  const assignment = createAssignment(depsOf('assignment'));
  const services: readonly Service[] = [
    createIntake(depsOf('intake')),
    createTriage(depsOf('triage')),
    assignment,
    createSupervision(depsOf('supervision')),
    createScoring(depsOf('scoring')),
  ];
  const writeDirectory = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.prepare()));
    await (deps.followsSeed ? loadDistrict(assignment.tools, deps.seed) : establishDirectory(assignment.model, deps.seed));
    await assignment.store.idle();
  };
  const [{ createAccess, createGateway, createInProcessDataSource }] = await Promise.all([
    import('@daqidi/gateway'),
    writeDirectory(),
  ]);
  const gateway = createGateway({
    supergraphSdl: supergraphSdl(),
    dataSourceFor: (name) => {
      const service = services.find((each) => each.name === name);
      if (service === undefined) throw new Error(`the supergraph names an unknown subgraph: ${name}`);
      return createInProcessDataSource(service.subgraph);
    },
    verifyToken: deps.verifyToken,
    signContext: createContextSigner(deps.contextKeys.privateKey, clock),
    access: createAccess(deps.rules, serviceNames.map(subgraphSdl)),
    ...deps.edge,
    files: deps.files,
    clock,
    randomness,
    log,
    metrics,
    readiness: async () => ({ parts: Object.fromEntries(services.map((service) => [service.name, service.ready()])) }),
    host: deps.host,
    port: deps.port,
    ...(deps.jwks === undefined ? {} : { jwks: deps.jwks }),
    ...(deps.provider === undefined ? {} : { provider: deps.provider }),
    ...(deps.signIn === undefined ? {} : { signIn: deps.signIn }),
  });

  return {
    services,
    assignment,
    gateway,
    start: async () => {
      await replica.start();
      await Promise.all(services.map((service) => service.start()));
      return gateway.start();
    },
    stop: async () => {
      await gateway.stop();
      await Promise.all(services.map((service) => service.stop()));
      await replica.stop();
    },
    settled: () => settled(services),
  };
};
