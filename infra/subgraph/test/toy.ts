import {
  createContextKeys,
  createContextSigner,
  createContextVerifier,
  type PolicyRules,
  type Principal,
} from '@daqidi/identity';
import { createVirtualClock, DaqidiError } from '@daqidi/runtime';
import {
  type BaseContext,
  createReferenceLoader,
  createSubgraph,
  dateTimeScalar,
  pageSize,
  type ReferenceLoader,
  type SubgraphOptions,
} from '../src/index.js';
import type { ContractTarget } from './contract/subgraph-contract.js';

export interface Letter {
  readonly id: string;
  readonly title: string;
  readonly at: Date;
  readonly seenBy: readonly string[];
}

interface ToyContext extends BaseContext {
  readonly letters: ReferenceLoader<Letter>;
}

export const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @rule(name: String!) on FIELD_DEFINITION
  scalar DateTime
  type Query {
    letter(id: ID!): Letter @rule(name: "letter.read")
    count(first: Int! = 20, since: DateTime): Int! @rule(name: "letter.count")
    whichRule: String @rule(name: "letter.read")
    alsoWhichRule: String @rule(name: "board.read")
    fail(how: String!): String! @rule(name: "board.read")
    board: String! @rule(name: "board.read")
  }
  type Mutation {
    send(title: String!): Letter! @rule(name: "letter.send")
  }
  type Letter @key(fields: "id") {
    id: ID!
    title: String!
    at: DateTime!
    ruleHere: String
  }
`;

export const rules: PolicyRules = {
  rules: {
    'letter.read': {
      allow: [
        { role: 'PETITIONER', where: 'OWN' },
        { role: 'AUDITOR', where: 'ANY' },
      ],
    },
    'letter.count': { allow: [{ role: 'AUDITOR', where: 'ANY' }] },
    'letter.send': { allow: [{ role: 'PETITIONER', where: 'ANY' }] },
    'board.read': { allow: [{ role: 'ANONYMOUS', where: 'ANY' }] },
  },
  sees: { PETITIONER: ['person:{person}'] },
};

const at = new Date('2026-11-23T00:00:00Z');
const letters: readonly Letter[] = [
  { id: 'mine', title: 'a road', at, seenBy: ['person:wang'] },
  { id: 'other', title: 'a well', at, seenBy: ['person:li'] },
];

export interface ToyFaults {
  readonly loadVisible?: (ids: readonly string[], sees: readonly string[]) => Promise<readonly Letter[]>;
  readonly loader?: (load: (ids: readonly string[]) => Promise<readonly Letter[]>) => ReferenceLoader<Letter>;
  readonly options?: Partial<SubgraphOptions<object>>;
  /** In place of the resolver of the mutation. */
  readonly mutation?: () => object;
}

const failures: Readonly<Record<string, () => string | null>> = {
  plain: () => {
    throw new Error('secret of the house');
  },
  daqidi: () => {
    throw new DaqidiError('RULE_VIOLATION', { rule: 'too-late', field: 'input.at', text: { en: 'Too late.', zh: '太迟。' } });
  },
  null: () => null,
};

const resolvers = {
  DateTime: dateTimeScalar,
  Query: {
    letter: (_: unknown, { id }: { id: string }, { letters }: ToyContext) => letters.load(id),
    count: (_: unknown, { first }: { first: number }) => pageSize(first),
    whichRule: (_: unknown, __: unknown, { rule }: ToyContext) => Promise.resolve(rule),
    alsoWhichRule: (_: unknown, __: unknown, { rule }: ToyContext) => Promise.resolve(rule),
    fail: (_: unknown, { how }: { how: string }) => failures[how]?.(),
    board: () => 'red and black',
  },
  Mutation: { send: (_: unknown, { title }: { title: string }) => ({ id: 'new', title, at: '2026-11-23T08:00:00+08:00' }) },
  Letter: {
    __resolveReference: ({ id }: { id: unknown }, { letters }: ToyContext) => letters.load(id),
    ruleHere: (_: unknown, __: unknown, { rule }: ToyContext) => rule,
  },
};

export const clock = createVirtualClock('2026-11-23T00:00:00Z');

/** A subgraph of letters, each seen by one person; with faults, a sabotaged one. */
export const createToy = (faults: ToyFaults = {}) => {
  const keys = createContextKeys();
  const logged: { fields: Readonly<Record<string, unknown>>; message: string }[] = [];
  let storeCalls = 0;
  const loadVisible =
    faults.loadVisible ??
    (async (ids: readonly string[], sees: readonly string[]) =>
      letters.filter(({ id, seenBy }) => ids.includes(id) && seenBy.some((key) => sees.includes(key))));
  const subgraph = createSubgraph({
    name: 'toy',
    typeDefs,
    resolvers: faults.mutation === undefined ? resolvers : { ...resolvers, Mutation: { send: faults.mutation } },
    rules,
    verifyContext: createContextVerifier(keys.publicKey, clock),
    principalOf: ({ sub, kind }): Principal => ({ person: sub, kind, posts: [], standing: [] }),
    contextOf: ({ scope }) => {
      const load = (ids: readonly string[]): Promise<readonly Letter[]> => {
        storeCalls++;
        return loadVisible(ids, scope.sees);
      };
      return { letters: faults.loader?.(load) ?? createReferenceLoader(load, ({ id }) => id) };
    },
    log: { error: (fields, message) => logged.push({ fields, message }) },
    ...faults.options,
  });
  const signed =
    (privateKey: typeof keys.privateKey): ContractTarget['sign'] =>
    (claims, time) =>
      createContextSigner(privateKey, { now: () => time }).sign(claims);
  const target: ContractTarget = {
    subgraph,
    rules,
    caller: { sub: 'wang', kind: 'PETITIONER' },
    entities: [{ typename: 'Letter', visible: 'mine', hidden: 'other', selection: 'title at' }],
    sign: signed(keys.privateKey),
    forge: signed(createContextKeys().privateKey),
    now: clock.now,
    storeCalls: () => storeCalls,
  };
  return { subgraph, target, logged, letters };
};
