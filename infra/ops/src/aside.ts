import type { Bus } from '@daqidi/bus';
import { type OpenedService, openService } from '@daqidi/distributed';
import { type Clock, createMetrics, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import type { ServiceName } from '@daqidi/schemas';
import type { EventCodec } from '@daqidi/service';
import type { Connection } from 'mongoose';
import { creators, type Services } from './services.js';

export interface Aside {
  readonly connection: Connection;
  readonly bus: Bus;
  readonly codec?: EventCodec;
  /** Both secrets, 32 bytes. Where left out nothing that others sealed can be opened. */
  readonly secret?: Buffer;
  readonly clock?: Clock;
}

/** A service that serves nobody, to look at what it would do or keep: silent, unmeasured, neither started nor prepared. */
export const openAside = <Name extends ServiceName>(
  name: Name,
  { connection, bus, codec, secret = systemRandomness.bytes(32), clock = systemClock }: Aside,
): OpenedService<Services[Name]> =>
  openService<Services[Name]>({
    name,
    create: creators[name],
    connection,
    bus,
    ...(codec === undefined ? {} : { codec }),
    masterKey: secret,
    lookupSecret: secret,
    contextKeys: () => [],
    clock,
    randomness: systemRandomness,
    faults: noFaults,
    log: silentLogger,
    metrics: createMetrics(),
  });
