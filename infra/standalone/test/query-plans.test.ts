// Proves: the query plan of each named operation is the committed one; a plan that grows is a regression.
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { supergraphSdl } from '@daqidi/schemas';
import { operations } from '@daqidi/schemas/operations';
import { parse } from 'graphql';

const supergraph = Supergraph.build(supergraphSdl());
const planner = new QueryPlanner(supergraph);

test('there are operations to plan', () => {
  expect(operations.length).toBeGreaterThan(40);
});

test.each(operations)('the plan of $name', ({ source }) => {
  const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)));
  expect(prettyFormatQueryPlan(plan)).toMatchSnapshot();
});
