import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** A whole number in [0, bound). */
export type Below = (bound: number) => number;

/** Values that fit, by the name of the argument or field they are for. */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

const parsed = (json: string): unknown => JSON.parse(json);
const nested = (depth: number): unknown => parsed(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

/** What clients of good will send by mistake. */
const nearlyRight: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  2_147_483_648,
  '1',
  true,
  [],
  {},
  ['x'],
  '2026-02-30',
  '2026-13',
  '2026-03-02T02:00:00',
  'SATISFIED ',
  'x'.repeat(22),
  '字'.repeat(4_001),
];

/** What clients of ill will send. */
const hostile: readonly unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $where: 'while(true){}' },
  { $regex: '^(a+)+$' },
  [{ $gt: '' }],
  { length: 2_000_000_000 },
  { type: 'Buffer', data: [1] },
  parsed('{"__proto__":{"admin":true}}'),
  parsed('{"constructor":{"prototype":{"admin":true}}}'),
  '__proto__',
  'constructor',
  'toString',
  '$where',
  'a.$.b',
  'keys.appeal',
  "' OR 1=1 --",
  '"; DROP TABLE documents; --',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be one.
  '${process.exit()}',
  '../../../../etc/passwd',
  'half a character \ud83d and another \ude00',
  'a\u0000b',
  '\u202eright to left\u2066',
  '\r\nx-injected: 1',
  'e\u0301'.repeat(2_000),
  'x'.repeat(200_000),
  1e308,
  -0,
  Number.MAX_SAFE_INTEGER + 1,
  nested(9),
  nested(2_000),
  Array.from({ length: 5_000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index])),
];

export const createFuzzer = (below: Below, pool: Pool) => {
  let requests = 0;
  let wild = false;
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;

  const fitting = (name: string, type: GraphQLInputType): unknown => {
    if (name === 'requestId') return `fuzz-${String(++requests).padStart(6, '0')}`;
    if (isNonNullType(type)) return fitting(name, type.ofType);
    if (isListType(type)) return Array.from({ length: below(3) }, () => valueFor(name, type.ofType));
    if (isInputObjectType(type)) return membersOf(Object.values(type.getFields()));
    if (name in pool) return oneOf(pool[name] ?? []);
    if (isEnumType(type)) return oneOf(type.getValues()).name;
    const scalar = getNamedType(type).name;
    if (scalar === 'Int') return below(12);
    if (scalar === 'Boolean') return below(2) === 0;
    if (scalar === 'DateTime') return '2026-03-02T00:00:00.000Z';
    return '已联系维修队,明日进场。';
  };

  const valueFor = (name: string, type: GraphQLInputType): unknown => {
    const draw = wild ? below(10) : 2;
    if (draw === 0) return oneOf(hostile);
    if (draw === 1) return oneOf(nearlyRight);
    return fitting(name, type);
  };

  const membersOf = (
    fields: readonly { readonly name: string; readonly type: GraphQLInputType }[],
  ): Readonly<Record<string, unknown>> => {
    const members = fields.flatMap(({ name, type }) => {
      // What need not be given is left out half of the time, what must be now and then.
      const left = isNonNullType(type) ? wild && below(20) === 0 : below(2) === 0;
      return left ? [] : [[name, valueFor(name, type)] as const];
    });
    const extra = wild && below(20) === 0 ? [[oneOf(['$where', 'unknown', 'constructor', '_id']), oneOf(hostile)] as const] : [];
    return Object.fromEntries([...members, ...extra]);
  };

  /** The same input with one thing wrong: left out, added, or another value in its place. */
  const spoil = (input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const name = oneOf(Object.keys(input));
    const draw = below(8);
    if (draw === 0) return { ...input, [oneOf(['$where', 'unknown', '_id'])]: oneOf(hostile) };
    if (draw === 1) return Object.fromEntries(Object.entries(input).filter(([each]) => each !== name));
    const values = draw < 4 ? (pool[name] ?? nearlyRight) : draw < 6 ? nearlyRight : hostile;
    return { ...input, [name]: oneOf(values) };
  };

  return {
    oneOf,
    spoil,
    /** Values for these arguments: half of the time they all fit, else most of them do, so that what does not reaches far. */
    argumentsFor: (fields: Parameters<typeof membersOf>[0]) => {
      wild = below(2) === 0;
      return membersOf(fields);
    },
  };
};
