// Proves: the query plan of each named client operation is the committed one; a plan that grows is a regression.
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { supergraphSdl } from '@daqidi/schemas';
import * as client from '@daqidi/standalone';
import { parse } from 'graphql';

const isOperation = (value: unknown): value is client.TypedOperation<unknown, unknown> =>
  typeof value === 'object' && value !== null && 'source' in value && 'name' in value;

const supergraph = Supergraph.build(supergraphSdl());
const planner = new QueryPlanner(supergraph);
const operations = (Object.values(client) as readonly unknown[]).filter(isOperation);

test('there are operations to plan', () => {
  expect(operations.length).toBeGreaterThan(20);
});

test.each(operations)('the plan of $name', ({ source }) => {
  const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)));
  expect(prettyFormatQueryPlan(plan)).toMatchSnapshot();
});
