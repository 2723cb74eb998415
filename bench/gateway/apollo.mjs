// Apollo's gateway and server as they come.
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { resolversOf, sdlOf, stitched } from './toys.mjs';

const listen = async (options) =>
  (await startStandaloneServer(new ApolloServer(options), { listen: { host: '127.0.0.1', port: 0 } })).url;

export const startSubgraph = ({ name }) =>
  listen({ schema: buildSubgraphSchema({ typeDefs: parse(sdlOf(name)), resolvers: resolversOf[name] }) });

export const startGateway = ({ supergraphSdl }) => listen({ gateway: new ApolloGateway({ supergraphSdl }) });

export const startStitched = () => listen(stitched);
