// Our rows, with everything on that a district runs with: tokens, signed contexts, rules, limits, rates.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createAccess, createGateway, createHttpDataSource, createInProcessDataSource } from '@daqidi/gateway';
import { createContextSigner, createContextVerifier, createTokenVerifier } from '@daqidi/identity';
import { createMetrics, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { createSubgraph, serveSubgraph } from '@daqidi/subgraph';
import { resolversOf, sdlOf, subgraphNames } from './toys.mjs';

const rules = {
  rules: { open: { allow: [{ role: 'CENTRE_CLERK', where: 'ANY' }] } },
  sees: { CENTRE_CLERK: ['person:{person}'] },
};
const post = {
  id: 'post-1',
  role: 'CENTRE_CLERK',
  office: null,
  unitId: 'unit-1',
  regionId: 'region-1',
  personId: 'clerk',
  from: '2026-01-01',
  to: null,
  acting: false,
};

const subgraphOf = (name, publicKey) =>
  createSubgraph({
    name,
    typeDefs: sdlOf(name),
    resolvers: resolversOf[name],
    rules,
    verifyContext: createContextVerifier(publicKey, systemClock),
    principalOf: ({ sub, kind }) => ({ person: sub, kind, posts: [post] }),
    contextOf: () => ({}),
    log: silentLogger,
  });

const listen = { host: '127.0.0.1', port: 0 };

const gatewayOf = ({ supergraphSdl, jwks, contextKey }, dataSourceFor) =>
  createGateway({
    ...listen,
    supergraphSdl,
    dataSourceFor,
    access: createAccess(rules, subgraphNames.map(sdlOf)),
    verifyToken: createTokenVerifier({ keys: { jwks }, issuer: 'bench', audience: 'daqidi', clock: systemClock }),
    signContext: createContextSigner(createPrivateKey(contextKey), systemClock),
    // Fifty connections stand for thousands of people: one token must not be what slows them down.
    limits: { ratePerSecond: 1_000_000, burst: 1_000_000 },
    randomness: systemRandomness,
    log: silentLogger,
    metrics: createMetrics(),
    readiness: async () => ({}),
  });

export const startSubgraph = async ({ name, contextKey }) => {
  const subgraph = subgraphOf(name, createPublicKey(contextKey));
  const { url } = await serveSubgraph({ ...listen, subgraph, log: silentLogger, readiness: async () => ({ parts: {} }) }).start();
  return `${url}/graphql`;
};

export const startGateway = async (options) => {
  const gateway = gatewayOf(options, (name) => createHttpDataSource({ urls: [options.urls[name]] }));
  return `${(await gateway.start()).url}/graphql`;
};

export const startEmbedded = async (options) => {
  const publicKey = createPublicKey(options.contextKey);
  const subgraphs = Object.fromEntries(subgraphNames.map((name) => [name, subgraphOf(name, publicKey)]));
  const gateway = gatewayOf(options, (name) => createInProcessDataSource(subgraphs[name]));
  return `${(await gateway.start()).url}/graphql`;
};
