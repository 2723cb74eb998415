// Proves: the query plan of each named client operation is the committed one; a plan that grows is a regression.
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { supergraphSdl } from '@daqidi/schemas';
import * as client from '@daqidi/standalone';
import { parse } from 'graphql';
import { matchesGolden } from './support/golden.js';

const isOperation = (value: unknown): value is client.TypedOperation<unknown, unknown> =>
  typeof value === 'object' && value !== null && 'source' in value && 'name' in value;

test('the plans of all named operations are as committed', () => {
  const supergraph = Supergraph.build(supergraphSdl());
  const planner = new QueryPlanner(supergraph);
  const operations = (Object.values(client) as readonly unknown[]).filter(isOperation);
  expect(operations.length).toBeGreaterThan(20);
  const plans = operations
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, source }) => {
      const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)));
      return [name, prettyFormatQueryPlan(plan).split('\n')] as const;
    });
  matchesGolden('query-plans', Object.fromEntries(plans));
});
