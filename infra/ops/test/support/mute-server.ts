import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Defer } from '@daqidi/testing';

/** Takes connections and says nothing, until the end. Answers where. */
export const openMuteServer = async (later: Defer): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
