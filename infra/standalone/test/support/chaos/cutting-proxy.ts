import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between clients and a server, which breaks as networks do. */
export interface CuttingProxy {
  readonly port: number;
  /** Each connection that is open now ends in the middle of the next message that it carries: half of it arrives. */
  cut(): void;
  /** How many connections were cut so far. */
  cuts(): number;
  /** Nothing arrives any more, and nobody is told; connections can still be opened. */
  hold(): void;
  /** All that was held goes on. */
  release(): void;
  close(): Promise<void>;
}

interface Line {
  readonly ends: readonly [Socket, Socket];
  doomed: boolean;
}

export const openCuttingProxy = async (target: number): Promise<CuttingProxy> => {
  const lines = new Set<Line>();
  let held = false;
  let cuts = 0;

  const carry = (line: Line, from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      if (line.doomed) {
        cuts += 1;
        to.write(chunk.subarray(0, chunk.length >> 1), () => {
          for (const end of line.ends) end.destroy();
        });
        from.pause();
      } else if (!to.write(chunk)) from.pause();
    });
    to.on('drain', () => {
      if (!held) from.resume();
    });
    from.on('end', () => to.end());
    // A reset on one side is a reset on the other.
    from.on('error', () => to.destroy());
    from.on('close', () => {
      to.destroy();
      lines.delete(line);
    });
    if (held) from.pause();
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    const line: Line = { ends: [client, upstream], doomed: false };
    lines.add(line);
    carry(line, client, upstream);
    carry(line, upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const everySocket = (what: (socket: Socket) => void): void => {
    for (const { ends } of lines) ends.forEach(what);
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const line of lines) line.doomed = true;
    },
    cuts: () => cuts,
    hold: () => {
      held = true;
      everySocket((socket) => socket.pause());
    },
    release: () => {
      held = false;
      everySocket((socket) => socket.resume());
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      everySocket((socket) => socket.destroy());
      await closed;
    },
  };
};
