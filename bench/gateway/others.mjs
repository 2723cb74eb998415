// Gateways that the bench installs for itself, from the folder in BENCH_PACKAGES.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { firstSdlOf, resolversOf } from './toys.mjs';

const load = createRequire(join(process.env.BENCH_PACKAGES ?? '', 'package.json'));

const listen = async (app) => `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;

export const startMercuriusSubgraph = async ({ name }) => {
  const app = load('fastify')();
  const resolvers = Object.fromEntries(
    Object.entries(resolversOf[name]).map(([type, { __resolveReference, ...rest }]) => [
      type,
      // Mercurius wants the type's name on what a reference resolves to.
      __resolveReference
        ? { ...rest, __resolveReference: async (ref) => ({ __typename: type, ...(await __resolveReference(ref)) }) }
        : rest,
    ]),
  );
  app.register(load('@mercuriusjs/federation').mercuriusFederationPlugin, { schema: firstSdlOf(name), resolvers, jit: 1 });
  return listen(app);
};

export const startMercuriusGateway = async ({ urls }) => {
  const app = load('fastify')();
  const services = Object.entries(urls).map(([name, url]) => ({ name, url }));
  app.register(load('@mercuriusjs/gateway'), { gateway: { services }, jit: 1 });
  return listen(app);
};
