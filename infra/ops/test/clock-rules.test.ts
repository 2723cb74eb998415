// Promise: every due date that an event can state has a rule by which it is recomputed: a contract with a new one fails here.
import { readdirSync, readFileSync } from 'node:fs';
import { clockRules } from '@daqidi/ops';

const contracts = new URL('../../../schemas/events/', import.meta.url);

interface Schema {
  readonly allOf?: readonly { readonly $ref: string }[];
  readonly properties?: Readonly<Record<string, object>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, contracts), 'utf8'));
const shared = (read('shared.json') as { readonly $defs: Readonly<Record<string, Schema>> }).$defs;

/** Fields of an event, those of what it extends among them. */
const fieldsOf = ({ allOf = [], properties = {} }: Schema): readonly (readonly [string, object])[] => [
  ...Object.entries(properties),
  ...allOf.flatMap(({ $ref }) => fieldsOf(shared[$ref.split('/').at(-1) ?? ''] ?? {})),
];

const stating = ['intake', 'triage', 'assignment', 'supervision'].flatMap((service) =>
  readdirSync(new URL(service, contracts)).flatMap((file) =>
    fieldsOf(read(`${service}/${file}`) as Schema)
      .filter(([, field]) => JSON.stringify(field).includes('#/$defs/deadline"'))
      .map(([field]) => `${service} ${file.split('.')[0]} ${field}`),
  ),
);

test('every due date of an event has a rule, and no rule is of another', () => {
  expect(stating.length).toBeGreaterThan(30);
  expect(Object.keys(clockRules).toSorted()).toEqual([...new Set(stating)].toSorted());
});
