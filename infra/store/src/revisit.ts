import type { AggregateDocument } from './aggregate-document.js';
import type { Collection } from './collection.js';

/** Documents at each call: a sweep comes every second, and others wait for their turn in it. */
const sliceSize = 100;

/** Saves what follows from the document; answers whether anything did. */
type Visit<State, Facts> = (document: AggregateDocument<State, Facts>) => Promise<boolean>;

/**
 * Goes round all documents that a registered query finds, a slice at each call, and begins anew behind the last. The query sorts by a
 * text that only those documents have, in a sparse index. Answers how many changed; one that fails holds up no other (`AggregateError`).
 */
export const createRevisit = <State, Facts>(
  collection: Collection<AggregateDocument<State, Facts>>,
): ((query: string, visit: Visit<State, Facts>) => Promise<number>) => {
  const reached = new Map<string, string>();
  return async (query, visit) => {
    const [field = ''] = Object.keys(collection.spec.queries[query]?.sort ?? {});
    const slice = await collection.find(query, { after: reached.get(query) ?? '', limit: sliceSize });
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
    reached.set(query, slice.length < sliceSize ? '' : String(last));
    if (failures.length > 0)
      throw new AggregateError(
        failures,
        `${collection.spec.name}: ${failures.length} could not be revisited, ${changed} changed`,
      );
    return changed;
  };
};
