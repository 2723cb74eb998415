import { badInput } from '@daqidi/runtime';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { type Limits, within } from './limits.js';

interface Counts {
  fields: number;
  aliases: number;
  fragmentSpreads: number;
}

/** Counts what is written, following no fragment; the names of those that are spread go into `spreads`. */
const count = (selections: SelectionSetNode, depth: number, counts: Counts, spreads: Set<string>, limits: Limits): void => {
  within(limits, 'introspectionDepth', depth);
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      within(limits, 'fragmentSpreads', ++counts.fragmentSpreads);
      spreads.add(selection.name.value);
    } else if (selection.kind === Kind.FIELD) {
      within(limits, 'fields', ++counts.fields);
      if (selection.alias) within(limits, 'aliases', ++counts.aliases);
    }
    if ('selectionSet' in selection && selection.selectionSet) {
      count(selection.selectionSet, depth + (selection.kind === Kind.FIELD ? 1 : 0), counts, spreads, limits);
    }
  }
};

const refuseCycles = (spreadsOf: ReadonlyMap<string, ReadonlySet<string>>): void => {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw badInput('query', `The fragment "${name}" spreads itself.`, `片段“${name}”引用了自身。`);
    if (done.has(name)) return;
    for (const next of spreadsOf.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of spreadsOf.keys()) visit(name, []);
};

/**
 * Refuses documents that would be dear to validate: GraphQL's rule on overlapping fields is quadratic and recurses along
 * fragments, so this comes first and takes time linear in the document. Throws BAD_USER_INPUT.
 */
export const checkShape = (document: DocumentNode, limits: Limits): void => {
  const counts: Counts = { fields: 0, aliases: 0, fragmentSpreads: 0 };
  const fragments = document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
  within(limits, 'fragments', fragments.length);
  const spreadsOf = new Map<string, Set<string>>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const spreads = new Set<string>();
    count(node.selectionSet, 1, counts, spreads, limits);
    if (node.kind === Kind.FRAGMENT_DEFINITION) spreadsOf.set(node.name.value, spreads);
  }
  refuseCycles(spreadsOf);
};
