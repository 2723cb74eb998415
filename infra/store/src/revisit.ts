import type { AggregateDocument } from './aggregate-document.js';
import type { Collection } from './collection.js';

/** Documents at each call: a sweep comes every second, and others wait for their turn in it. */
const sliceSize = 100;

/** Saves what follows from the document; answers whether anything did. */
type Visit<State, Facts> = (document: AggregateDocument<State, Facts>) => Promise<boolean>;

/** Names what an index begins with, where a query has that. */
type Where = Readonly<Record<string, string>>;

/**
 * Goes round all documents that a registered query finds, a slice at each call, and begins anew behind the last. The query sorts by a
 * text that only those documents have, in a sparse index. Answers how many changed; one that fails holds up no other (`AggregateError`).
 */
export const createRevisit = <State, Facts>(
  collection: Collection<AggregateDocument<State, Facts>>,
): ((query: string, visit: Visit<State, Facts>, where?: Where) => Promise<number>) => {
  const reached = new Map<string, string>();
  return async (query, visit, where = {}) => {
    const round = JSON.stringify([query, where]);
    const [field = ''] = Object.keys(collection.spec.queries[query]?.sort ?? {});
    const slice = await collection.find(query, { where, after: reached.get(round) ?? '', limit: sliceSize });
    const failures: unknown[] = [];
    let changed = 0;
    for (const document of slice) {
      try {
        if (await visit(document)) changed += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    const last = slice.at(-1)?.keys[field.replace(/^keys\./, '')];
    reached.set(round, slice.length < sliceSize ? '' : String(last));
    if (failures.length > 0)
      throw new AggregateError(
        failures,
        `${collection.spec.name}: ${failures.length} could not be revisited, ${changed} changed`,
      );
    return changed;
  };
};
