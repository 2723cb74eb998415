import type { Tree } from './merge.js';

export type ErrorPath = readonly (string | number)[];

/** Where in the answer a part of the plan works: the objects that lie at a path, `@` standing for each item of a list. */
export interface Cursor {
  readonly path: ErrorPath;
  readonly root: Tree;
  readonly entities: readonly Tree[];
}

const collect = (value: unknown, path: ErrorPath, at: number, found: Tree[]): void => {
  if (value === null || value === undefined) return;
  const step = path[at];
  if (step === undefined && !Array.isArray(value)) found.push(value as Tree);
  else if (Array.isArray(value)) for (const each of value) collect(each, path, step === '@' ? at + 1 : at, found);
  else collect((value as Tree)[step as string], path, at + 1, found);
};

export const rootCursor = (root: Tree): Cursor => ({ path: [], root, entities: [root] });

export const moveInto = (cursor: Cursor, path: ErrorPath): Cursor => {
  const entities: Tree[] = [];
  for (const entity of cursor.entities) collect(entity, path, 0, entities);
  return { path: [...cursor.path, ...path], root: cursor.root, entities };
};

/** The place of each entity of the cursor in the answer, in their order, list items by number. */
export const placesOf = ({ path, root }: Cursor): readonly ErrorPath[] => {
  const places: ErrorPath[] = [];
  const walk = (value: unknown, at: number, place: ErrorPath): void => {
    if (value === null || value === undefined) return;
    const step = path[at];
    if (step === undefined && !Array.isArray(value)) places.push(place);
    else if (Array.isArray(value))
      value.forEach((each, index) => {
        walk(each, step === '@' ? at + 1 : at, [...place, index]);
      });
    else walk((value as Tree)[step as string], at + 1, [...place, step as string]);
  };
  walk(root, 0, []);
  return places;
};
