import { openAside, type Services } from '@daqidi/ops';
import { createVirtualClock } from '@daqidi/runtime';
import { serviceNames } from '@daqidi/schemas';
import { start } from '../embedded-world.js';
import type { Servers } from '../servers.js';
import { openStackGround } from '../stack-ground.js';

/** 32 bytes for every secret of a stack in a test. */
export const secret = Buffer.alloc(32, 7);

/** The services of a stack, opened beside its processes to look at what they keep; neither started nor prepared. */
export const openServices = async (
  servers: Servers,
): Promise<{ services: Services; close(): Promise<void>; remove(): Promise<void> }> => {
  const ground = await openStackGround(servers);
  const clock = createVirtualClock(start);
  const services = Object.fromEntries(
    serviceNames.map((name) => {
      const { service } = openAside(name, { connection: ground.connectionOf(name), bus: ground.bus, secret, clock });
      return [name, service];
    }),
  ) as unknown as Services;
  return { services, close: ground.leave, remove: ground.close };
};
