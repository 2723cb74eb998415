import type { KeyObject } from 'node:crypto';
import type { Bus } from '@daqidi/bus';
import { createDirectoryReplica, type DirectoryReplica } from '@daqidi/directory';
import { createFiles, createMemoryBlobs, type Files } from '@daqidi/files';
import { createContextVerifier, createVaultCipher, parsePolicyRules } from '@daqidi/identity';
import { type Clock, type FaultPoints, type Logger, type Metrics, type Randomness, unavailable } from '@daqidi/runtime';
import { createEventSchemas, policyRules, type ServiceName } from '@daqidi/schemas';
import {
  createEventCodec,
  type EventCodec,
  type Notifier,
  type Service,
  type ServiceDeps,
  silentNotifier,
} from '@daqidi/service';
import type { Connection } from 'mongoose';

/** What a process brings besides its settings; tests bring their own. */
export interface Surroundings {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly faults: FaultPoints;
}

export interface OpenServiceOptions<Made extends Service> extends Surroundings {
  readonly name: ServiceName;
  create(deps: ServiceDeps): Made;
  readonly connection: Connection;
  readonly bus: Bus;
  /** Where the process has one already: compiling the schemas is the dearest part of a start. */
  readonly codec?: EventCodec;
  readonly masterKey: Buffer;
  readonly lookupSecret: Buffer;
  /** Where left out, nothing that was uploaded is there. */
  readonly files?: Files;
  /** Nobody is told anything where left out. */
  readonly notifier?: Notifier;
  /** Asked at every request: they may change. */
  contextKeys(): readonly KeyObject[];
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface OpenedService<Made extends Service> {
  readonly service: Made;
  /** The process's copy of the directory; to be started before the service. */
  readonly replica: DirectoryReplica;
}

/** Nothing is there, and nothing can be put there. */
const noFiles = (clock: Clock, randomness: Randomness): Files =>
  createFiles({
    blobs: createMemoryBlobs(),
    secret: randomness.bytes(32),
    scanner: null,
    darkroom: { develop: () => Promise.reject(unavailable()), stop: async () => undefined },
    clock,
    randomness,
  });

/** Puts one service together on the bus and the connection it is given. Nothing is read or written yet. */
export const openService = <Made extends Service>(options: OpenServiceOptions<Made>): OpenedService<Made> => {
  const { bus, clock, randomness, lookupSecret, masterKey } = options;
  const codec = options.codec ?? createEventCodec(createEventSchemas());
  const replica = createDirectoryReplica({ bus, decode: codec.decode });
  const service = options.create({
    connection: options.connection,
    bus,
    verifyContext: createContextVerifier(options.contextKeys, clock),
    rules: parsePolicyRules(policyRules()),
    codec,
    directory: replica.directory,
    cipher: createVaultCipher({ masterKey, randomness }),
    files: options.files ?? noFiles(clock, randomness),
    lookupSecret,
    notifier: options.notifier ?? silentNotifier,
    clock,
    randomness,
    log: options.log,
    metrics: options.metrics,
    faults: options.faults,
  });
  return { service, replica };
};
