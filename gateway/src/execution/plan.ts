import type { QueryPlan } from './engine.js';

export type PlanNode = Exclude<NonNullable<QueryPlan['node']>, { readonly kind: 'Subscription' }>;
export type FetchNode = Extract<PlanNode, { readonly kind: 'Fetch' }>;

const isPlainFetch = ({ inputRewrites, outputRewrites, contextRewrites }: FetchNode): boolean =>
  [inputRewrites, outputRewrites, contextRewrites].every((rewrites) => (rewrites?.length ?? 0) === 0);

/** Whether our own execution knows everything in this plan; what it does not know is rare and left to Apollo's. */
export const isPlainPlan = (node: QueryPlan['node']): boolean => {
  switch (node?.kind) {
    case undefined:
      return true;
    case 'Fetch':
      return isPlainFetch(node);
    case 'Flatten':
      return isPlainPlan(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.every(isPlainPlan);
    case 'Condition':
      return isPlainPlan(node.ifClause) && isPlainPlan(node.elseClause);
    default:
      return false;
  }
};
