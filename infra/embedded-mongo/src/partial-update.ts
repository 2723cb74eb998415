import { applyUpdate, type Update } from './apply-update.js';
import type { StoredCollection } from './catalog.js';
import type { Document } from './paths.js';
import { documentOf, elementsOf, type RawElement } from './raw-document.js';
import { decode, encode } from './write-documents.js';

const firstOf = (path: string): string => path.split('.', 1)[0] ?? path;

export interface Looked {
  /** What the guard, the indexes and the update's operators look at; the rest of the document is left out. */
  readonly document: Document;
  /** The document after the update, in the same extract, and its bytes. */
  update(change: Update): { readonly document: Document; readonly bytes: Uint8Array };
}

/**
 * A stored document of which only those members are decoded that a guarded update has to look at, and only those encoded that it
 * changes: the others stay the bytes that they are. Null where that is not possible.
 */
export const lookAt = (collection: StoredCollection, stored: Uint8Array, filter: Document, change: Update): Looked | null => {
  const elements = elementsOf(stored);
  if (elements === null) return null;
  const replaced = new Set<string>();
  const touched = new Set<string>();
  for (const [operator, changes] of Object.entries(change)) {
    for (const path of Object.keys(changes)) {
      touched.add(firstOf(path));
      if (operator === '$set' && !path.includes('.')) replaced.add(path);
    }
  }
  if (touched.has('_id')) return null;
  const looked = new Set(['_id', ...Object.keys(filter).map(firstOf)]);
  for (const { fields } of collection.indexes) for (const { path } of fields) looked.add(firstOf(path));
  for (const name of touched) if (!replaced.has(name)) looked.add(name);
  const document = decode(documentOf(elements.filter(({ name }) => looked.has(name))));

  const update: Looked['update'] = (operators) => {
    const after = { ...document };
    applyUpdate(after, operators, false);
    const changed = Object.fromEntries(Object.entries(after).filter(([name]) => touched.has(name)));
    const fresh = new Map((elementsOf(encode(changed)) ?? []).map((element) => [element.name, element]));
    const kept = elements.flatMap((element): readonly RawElement[] => {
      if (!touched.has(element.name)) return [element];
      const own = fresh.get(element.name);
      fresh.delete(element.name);
      return own === undefined ? [] : [own];
    });
    return { document: after, bytes: documentOf([...kept, ...fresh.values()]) };
  };
  return { document, update };
};
