import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import type { EmbeddedWorld } from './embedded-world.js';

/** The schema as clients see it, asked of the gateway. */
export const apiSchema = async (world: Pick<EmbeddedWorld, 'raw'>): Promise<GraphQLSchema> => {
  const { data } = await world.raw({ sub: 'anybody', kind: 'ANONYMOUS' }, getIntrospectionQuery());
  return buildClientSchema(data as unknown as IntrospectionQuery);
};
