// Proves: the query plan of each named operation is the committed one; a plan that grows is a regression.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { supergraphSdl } from '@daqidi/schemas';
import { operations } from '@daqidi/schemas/operations';
import { parse } from 'graphql';
import { matchesGolden } from './support/golden.js';

test('the plans of all named operations are as committed', () => {
  const supergraph = Supergraph.build(supergraphSdl());
  const planner = new QueryPlanner(supergraph);
  assert.ok(operations.length > 40);
  const plans = operations.map(({ name, source }) => {
    const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)));
    return [name, prettyFormatQueryPlan(plan).split('\n')] as const;
  });
  matchesGolden('query-plans', Object.fromEntries(plans));
});
