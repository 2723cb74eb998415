import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';

/** PEM. */
export interface ServerTls {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Whoever connects must show a certificate of this authority; nobody need show one where absent. */
  readonly clientCa?: string | Buffer;
}

export interface Listener {
  readonly server: Server;
  /** Rotated certificates, for all connections from now on. */
  reload(tls: ServerTls): void;
  /** Whether the connection was made under certificates that have been replaced since. */
  isOutdated(socket: object): boolean;
}

const secureContext = ({ cert, key, clientCa }: ServerTls) => ({ cert, key, ...(clientCa !== undefined && { ca: clientCa }) });

const createPlainListener = (handle: RequestListener): Listener => ({
  server: createPlainServer(handle),
  reload: () => {
    throw new TypeError('a server without TLS has no certificates to replace');
  },
  isOutdated: () => false,
});

const createTlsListener = (handle: RequestListener, tls: ServerTls): Listener => {
  const mutual = tls.clientCa !== undefined;
  const server: TlsServer = createTlsServer(
    { ...secureContext(tls), requestCert: mutual, rejectUnauthorized: mutual, handshakeTimeout: 10_000 },
    handle,
  );
  let current = new WeakSet<object>();
  server.on('secureConnection', (socket) => current.add(socket));
  return {
    server,
    reload: (next) => {
      // Without an authority of our own, the public ones would do: anybody's certificate would be good.
      if (mutual !== (next.clientCa !== undefined))
        throw new TypeError('whether callers show certificates is not changed by a reload');
      server.setSecureContext(secureContext(next));
      current = new WeakSet();
    },
    isOutdated: (socket) => !current.has(socket),
  };
};

/** A Node server, with TLS where certificates are given. */
export const createListener = (handle: RequestListener, tls: ServerTls | undefined): Listener =>
  tls === undefined ? createPlainListener(handle) : createTlsListener(handle, tls);
