import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { freePorts } from '@daqidi/local';

/** A port at which nobody answers until it is opened; then whatever is behind it, until it is closed, which cuts what goes through. */
export interface Gate {
  /** `host:port`. */
  readonly address: string;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** In front of `target` (`host:port`); shut at first. A connection is cut instead of carrying what `cuts` recognises. */
export const createGate = async (target: string, cuts: (sent: Buffer) => boolean = () => false): Promise<Gate> => {
  const [port = 0] = await freePorts(1);
  const { hostname, port: targetPort } = new URL(`tcp://${target}`);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(targetPort), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    near.on('data', (sent: Buffer) => {
      if (cuts(sent)) for (const socket of [near, far]) socket.destroy();
    });
    pipeline(near, far, () => undefined);
    pipeline(far, near, () => undefined);
  });
  return {
    address: `127.0.0.1:${port}`,
    open: async () => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
};

/** The first server that a URI or list names. */
export const firstHost = (text: string): string => /^(?:mongodb:\/\/(?:[^@/]*@)?)?([^,/]+)/.exec(text)?.[1] ?? '';
