import type { GraphQLDataSource } from '@apollo/gateway';
import type { Subgraph, SubgraphResult } from '@daqidi/subgraph';
import { type GatewayContext, subgraphHeaders } from '../request-context.js';

type Process = GraphQLDataSource['process'];

/** What the gateway expects of a data source: it merges into `data`, which is its own to change. */
export const gatewayResponse = ({ data, errors }: SubgraphResult): Awaited<ReturnType<Process>> => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors: [...errors] }),
});

/** A subgraph in the same process: no socket, but the same headers, verified just as on the wire. */
export const createInProcessDataSource = (subgraph: Pick<Subgraph, 'execute'>): GraphQLDataSource => ({
  process: async ({ request, context }) =>
    gatewayResponse(
      await subgraph.execute({
        query: request.query ?? '',
        variables: request.variables ?? {},
        operationName: request.operationName ?? null,
        headers: subgraphHeaders(context as GatewayContext),
      }),
    ),
});
