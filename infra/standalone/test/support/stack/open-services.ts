import { createAssignment } from '@daqidi/assignment';
import { openService } from '@daqidi/distributed';
import { createIntake } from '@daqidi/intake';
import type { Services } from '@daqidi/ops';
import { createMetrics, createVirtualClock, noFaults, silentLogger, systemRandomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import type { Service, ServiceDeps } from '@daqidi/service';
import { createSupervision } from '@daqidi/supervision';
import { createTriage } from '@daqidi/triage';
import { start } from '../embedded-world.js';
import type { Servers } from '../servers.js';
import { openStackGround } from '../stack-ground.js';

export const creators: Readonly<Record<ServiceName, (deps: ServiceDeps) => Service>> = {
  intake: createIntake,
  triage: createTriage,
  assignment: createAssignment,
  supervision: createSupervision,
  scoring: createScoring,
};

/** 32 bytes for every secret of a stack in a test. */
export const secret = Buffer.alloc(32, 7);

/** The services of a stack, opened beside its processes to look at what they keep; neither started nor prepared. */
export const openServices = async (
  servers: Servers,
): Promise<{ services: Services; close(): Promise<void>; remove(): Promise<void> }> => {
  const ground = await openStackGround(servers);
  const open = (name: ServiceName): Service =>
    openService({
      name,
      create: creators[name],
      connection: ground.connectionOf(name),
      bus: ground.bus,
      masterKey: secret,
      lookupSecret: secret,
      contextKeys: () => [],
      clock: createVirtualClock(start),
      randomness: systemRandomness,
      faults: noFaults,
      log: silentLogger,
      metrics: createMetrics(),
    }).service;
  const services = Object.fromEntries(serviceNames.map((name) => [name, open(name)])) as unknown as Services;
  return { services, close: ground.leave, remove: ground.close };
};
