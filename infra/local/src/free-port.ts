import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below the range from which systems take the near ends of outgoing connections: a server that was killed must find its port free
 * when it is started again.
 */
const [lowest, highest] = [15_000, 32_000] as const;
const attempts = 200;

/** Listens on a port of the range that was free; null where somebody has it. */
const claim = async (port: number): Promise<Server | null> => {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return null;
  }
};

/** Ports that nobody listens on right now, all different. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const claimed = new Map<number, Server>();
  for (let attempt = 0; claimed.size < count; attempt += 1) {
    if (attempt > attempts) throw new Error(`no ${count} ports are free between ${lowest} and ${highest}`);
    const port = randomInt(lowest, highest);
    const server = claimed.has(port) ? null : await claim(port);
    if (server !== null) claimed.set(port, server);
  }
  await Promise.all([...claimed.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  return [...claimed.keys()];
};
