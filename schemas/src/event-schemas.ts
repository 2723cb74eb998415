import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readJson } from './files.js';

export interface EventIdentity {
  /** Folder of schemas/events: the service, or `directory`. */
  readonly group: string;
  readonly type: string;
  readonly v: number;
}

export interface EventSchemas {
  /** Whether this version of this type is known here. */
  knows(identity: EventIdentity): boolean;
  /** The first problem of the data, or null. Names paths, never values. */
  problem(identity: EventIdentity, data: unknown): string | null;
  /** Every known event, for catalogues. */
  list(): readonly (EventIdentity & { readonly description: string })[];
}

/** A folder each; what several events share lies beside them. */
const eventGroups = (base: URL): readonly string[] =>
  readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Validators for every schema of schemas/events, compiled on first use. */
export const createEventSchemas = (): EventSchemas => {
  // That the schemas are schemas is shown by a test, not at every start of every process.
  const ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true, validateSchema: false });
  addFormats.default(ajv);
  const known = new Map<string, EventIdentity & { readonly description: string }>();
  const keyOf = ({ group, type, v }: EventIdentity): string => `daqidi:${group}/${type}.v${v}`;
  const base = new URL('../events/', import.meta.url);
  ajv.addSchema(readJson('events/shared.json') as object);
  for (const group of eventGroups(base)) {
    for (const file of readdirSync(new URL(`${group}/`, base)).sort()) {
      const match = /^(\w+)\.v(\d+)\.json$/.exec(file);
      if (match === null) continue;
      const schema = readJson(`events/${group}/${file}`) as { readonly $id: string; readonly description: string };
      const identity = { group, type: String(match[1]), v: Number(match[2]), description: schema.description };
      known.set(keyOf(identity), identity);
      ajv.addSchema(schema);
    }
  }
  return {
    knows: (identity) => known.has(keyOf(identity)),
    problem: (identity, data) => {
      const validate = ajv.getSchema(keyOf(identity));
      if (validate === undefined) return 'unknown type or version';
      if (validate(data) === true) return null;
      const [error] = validate.errors ?? [];
      return `${error?.instancePath ?? ''} ${error?.message ?? 'is not valid'}`.trim();
    },
    list: () => [...known.values()],
  };
};
