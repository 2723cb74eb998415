import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { GraphQLDataSource } from '@apollo/gateway';
import { unavailable } from '@daqidi/runtime';
import type { SubgraphResult } from '@daqidi/subgraph';
import { type GatewayContext, subgraphHeaders } from './context.js';
import { gatewayResponse } from './in-process-data-source.js';

export interface HttpDataSourceOptions {
  /** The subgraph's endpoint, such as `http://intake:4001/graphql`. */
  readonly url: string;
  /** Milliseconds for one request from first byte to last. Default 5,000. */
  readonly deadline?: number;
  /** Connections kept to this subgraph. Default 64. */
  readonly connections?: number;
}

export interface HttpDataSource extends GraphQLDataSource {
  /** Lets go of the kept connections. */
  close(): void;
}

interface Sent {
  readonly status: number;
  readonly text: string;
}

const collect = (response: IncomingMessage, done: (sent: Sent) => void, fail: (error: Error) => void): void => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.once('end', () => done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
  response.once('error', fail);
};

/** The subgraph let go of an idle connection just as we took it: nothing of this request was looked at. */
const wasStale = (request: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

const isResult = (value: unknown): value is SubgraphResult =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);

/** A subgraph over HTTP: kept connections, a deadline; whatever goes wrong on the wire is UNAVAILABLE. */
export const createHttpDataSource = ({ url, deadline = 5_000, connections = 64 }: HttpDataSourceOptions): HttpDataSource => {
  // Shorter than the 65 s after which a subgraph closes an idle connection.
  const agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: 30_000 });

  const send = (body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal, mayRetry = true): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(url, {
        method: 'POST',
        agent,
        signal,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      });
      request.once('response', (response) => collect(response, resolve, reject));
      request.once('error', (error) => {
        if (mayRetry && !signal.aborted && wasStale(request, error)) resolve(send(body, headers, signal, false));
        else reject(error);
      });
      request.end(body);
    });

  const ask = async (body: string, headers: Readonly<Record<string, string>>): Promise<SubgraphResult> => {
    const { status, text } = await send(body, headers, AbortSignal.timeout(deadline));
    const result = JSON.parse(text) as unknown;
    if (!isResult(result)) throw new Error(`the subgraph answered ${status} without data or errors`);
    return result;
  };

  return {
    process: async ({ request: { query, variables, operationName }, context }) => {
      try {
        return gatewayResponse(
          await ask(JSON.stringify({ query, variables, operationName }), subgraphHeaders(context as GatewayContext)),
        );
      } catch (error) {
        throw unavailable(error);
      }
    },
    close: () => agent.destroy(),
  };
};
