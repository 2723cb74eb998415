import { connect as connectTcp, isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import kafkajs, { type ISocketFactory, type Kafka, type SASLOptions } from 'kafkajs';
import { forgetCutAnswers } from './fresh-connection.js';
import { quietIdleConnections } from './idle-timer.js';
import { bridgeLog } from './log-bridge.js';
import type { KafkaConnection } from './options.js';

/** One client of the library, with connections of its own. */
export interface KafkaClient {
  readonly kafka: Kafka;
  /** Breaks all connections, refuses new ones: whatever still waits for an answer fails now. */
  cut(): void;
}

const keepAlive = 60_000;

const openSocket: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const socket = ssl
    ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
    : connectTcp({ host, port }, onConnect);
  return socket.setKeepAlive(true, keepAlive);
};

export const createClient = (options: KafkaConnection): KafkaClient => {
  const { brokers, clientId, log, ssl, sasl, socketFactory = openSocket } = options;
  quietIdleConnections();
  forgetCutAnswers();
  const sockets = new Set<Socket>();
  let closed = false;

  const refused = (): Socket => new Socket().destroy(new Error('the connection was cut'));
  const kafka = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    logLevel: kafkajs.logLevel.INFO,
    logCreator: bridgeLog(log),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    // Few: who calls tries again by itself, and must be able to stop.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl: sasl as SASLOptions }),
    socketFactory: (how) => {
      if (closed) return refused();
      const socket = socketFactory(how);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
  });
  return {
    kafka,
    cut: () => {
      closed = true;
      // One that was ended in order has nothing more to say.
      for (const socket of sockets) socket.destroy(socket.writableEnded ? undefined : new Error('the connection was cut'));
    },
  };
};
