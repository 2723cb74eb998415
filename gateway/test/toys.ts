import { composeServices } from '@apollo/composition';
import {
  type Claims,
  createContextKeys,
  createContextSigner,
  createContextVerifier,
  type PolicyRules,
  type Principal,
  type TokenVerifier,
} from '@daqidi/identity';
import { createLogger, createMetrics, createVirtualClock, DaqidiError, type Logger, systemRandomness } from '@daqidi/runtime';
import { createReferenceLoader, createSubgraph, pageSize, type Subgraph } from '@daqidi/subgraph';
import { parse } from 'graphql';
import { createAccess, createGateway, createInProcessDataSource, type GatewayOptions } from '../src/index.js';

const head = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @rule(name: String!) on FIELD_DEFINITION
`;

const lettersSdl = `${head}
  type Query {
    who: String! @rule(name: "open")
    letters(first: Int! = 2, page: PageInput): [Letter!]! @rule(name: "open")
    fail(how: String!): String! @rule(name: "open")
    slow: String! @rule(name: "open")
    audit: String! @rule(name: "audit")
    caseChanges(since: String, first: Int! = 100): CaseChanges! @rule(name: "open")
    exportPiece(ticket: String!, number: Int!): ExportPiece @rule(name: "open")
    secret(of: String!, code: String!): String @rule(name: "by-code")
  }
  type Mutation {
    send(title: String!): Letter! @rule(name: "open")
    prove(input: ProofInput!): String @rule(name: "by-input")
  }
  type CaseChanges { cursor: String changes: [CaseChange!]! more: Boolean! }
  type ExportPiece { fileName: String! mediaType: String! bytes: Int! pieces: Int! content: String! }
  type CaseChange { id: ID! at: String! }
  input ProofInput { of: String!, code: String }
  input PageInput { limit: Int, deeper: PageInput }
  interface Item { id: ID! }
  type Letter implements Item @key(fields: "id") { id: ID! title: String! author: Reader! items(last: Int): [Item!]! }
  type Reader @key(fields: "id", resolvable: false) { id: ID! }
`;

const readersSdl = `${head}
  type Query { readers(first: Int! = 2): [Reader!]! @rule(name: "open") }
  type Reader @key(fields: "id") { id: ID! name: String! friends(first: Int! = 3): [Reader!]! }
`;

/** The supergraph of the toys: letters changed, or others beside them. */
export const supergraphOf = (
  change: (letters: string) => string = (sdl) => sdl,
  more: readonly { readonly name: string; readonly sdl: string }[] = [],
): string => {
  const all = [{ name: 'letters', sdl: change(lettersSdl) }, { name: 'readers', sdl: readersSdl }, ...more];
  const { supergraphSdl, errors } = composeServices(
    all.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

const rules: PolicyRules = {
  rules: {
    open: { allow: [{ role: 'ANONYMOUS', where: 'ANY' }] },
    audit: { allow: [{ role: 'AUDITOR', where: 'ANY' }] },
    'by-input': { allow: [{ role: 'ANONYMOUS', where: 'ANY' }], guessedBy: 'input.of', guess: 'input.code' },
    'by-code': { allow: [{ role: 'ANONYMOUS', where: 'ANY' }], guessedBy: 'of' },
  },
  sees: {},
};

export const clock = createVirtualClock('2026-11-23T00:00:00Z');

export interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

export const deferred = (): Deferred => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

const letter = (id: number) => ({ id: `l${id}`, title: `letter ${id}`, author: { id: `r${id % 3}` } });

/** Two subgraphs, composed, behind a gateway; every header a subgraph was given, and every line logged, is kept. */
export const createWorld = (
  options: Partial<GatewayOptions> | ((world: Pick<World, 'subgraphs' | 'log'>) => Partial<GatewayOptions>) = {},
) => {
  const keys = createContextKeys();
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    level: 'debug',
    destination: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const seen: { readonly subgraph: string; readonly headers: Readonly<Record<string, string | undefined>> }[] = [];
  const slow = { arrived: deferred(), go: deferred() };
  const changes: { readonly id: string; readonly at: string }[] = [];
  let executed = 0;

  const letters = {
    Query: {
      who: (_: unknown, __: unknown, { principal }: { principal: Principal }) => `${principal.kind} ${principal.person}`,
      letters: (_: unknown, { first }: { first: number }) => Array.from({ length: pageSize(first) }, (_each, at) => letter(at)),
      fail: (_: unknown, { how }: { how: string }) => {
        if (how === 'rule')
          throw new DaqidiError('RULE_VIOLATION', { rule: 'too-late', text: { en: 'Too late.', zh: '太迟。' } });
        if (how === 'odd') throw new DaqidiError('NOT_FOUND', { field: 'input.id' });
        throw new Error('secret of the house');
      },
      slow: async () => {
        slow.arrived.resolve();
        await slow.go.promise;
        return 'done';
      },
      caseChanges: (_: unknown, { since }: { since: string | null }) => {
        if (since === 'nonsense') throw new DaqidiError('BAD_USER_INPUT');
        return { cursor: changes.at(-1)?.at ?? null, changes, more: changes.length > 99 };
      },
      exportPiece: (_: unknown, { ticket, number }: { ticket: string; number: number }) => {
        const content = ['统一编码', '\r\n', '511902'][number];
        if (content === undefined || !(ticket === 'good' || (ticket === 'lapsing' && number === 0))) return null;
        const file = { fileName: 'cases.csv', mediaType: 'text/csv; charset=utf-8', bytes: 20, pieces: 3 };
        return { ...file, content: Buffer.from(content).toString('base64') };
      },
      audit: () => 'books',
      secret: (_: unknown, { code }: { code: string }) => (code === 'right' ? 'told' : null),
    },
    Mutation: {
      send: (_: unknown, { title }: { title: string }) => ({ ...letter(1), title }),
      prove: (_: unknown, { input: { code } }: { input: { code?: string } }) => (code === 'right' ? 'told' : null),
    },
    Letter: { __resolveReference: ({ id }: { id: string }) => ({ ...letter(1), id }), items: () => [letter(5)] },
    Item: { __resolveType: () => 'Letter' },
  };
  const readers = {
    Query: { readers: () => [{ id: 'r1', name: 'one' }] },
    Reader: {
      __resolveReference: ({ id }: { id: string }, { load }: { load: { load(id: unknown): Promise<object | null> } }) =>
        load.load(id),
      friends: () => [],
    },
  };
  const make = (name: string, typeDefs: string, resolvers: object): Subgraph => {
    const subgraph = createSubgraph({
      name,
      typeDefs,
      resolvers,
      rules,
      verifyContext: createContextVerifier(keys.publicKey, clock),
      principalOf: ({ sub, kind }): Principal => ({ person: sub, kind, posts: [], standing: [] }),
      contextOf: () => ({
        load: createReferenceLoader(
          async (ids) => ids.map((id) => ({ id, name: `reader ${id}` })),
          ({ id }: { id: string }) => id,
        ),
      }),
      log,
    });
    return {
      ...subgraph,
      execute: (request) => {
        executed++;
        seen.push({ subgraph: name, headers: request.headers });
        return subgraph.execute(request);
      },
    };
  };
  const subgraphs: Readonly<Record<string, Subgraph>> = {
    letters: make('letters', lettersSdl, letters),
    readers: make('readers', readersSdl, readers),
  };
  const expired = new Set<string>();
  const verifyToken: TokenVerifier = {
    knows: () => false,
    verify: async (token): Promise<Claims> => {
      if (token === 'li' || (token === 'short' && !expired.has(token))) return { sub: token, kind: 'OFFICER' };
      throw new DaqidiError(token === 'keys-away' ? 'UNAVAILABLE' : 'UNAUTHENTICATED');
    },
  };
  const gateway = createGateway({
    supergraphSdl: supergraphOf(),
    dataSourceFor: (name) => {
      const subgraph = subgraphs[name];
      if (!subgraph) throw new Error(`no subgraph ${name}`);
      return createInProcessDataSource(subgraph);
    },
    access: createAccess(rules, [lettersSdl, readersSdl]),
    verifyToken,
    signContext: createContextSigner(keys.privateKey, clock),
    randomness: systemRandomness,
    log,
    metrics: createMetrics(),
    readiness: async () => ({ parts: { letters: true } }),
    host: '127.0.0.1',
    port: 0,
    ...(typeof options === 'function' ? options({ subgraphs, log }) : options),
  });
  return { gateway, lines, seen, slow, changes, expired, log, subgraphs, executed: () => executed };
};

interface World {
  readonly subgraphs: Readonly<Record<string, Subgraph>>;
  readonly log: Logger;
}

export type OneWorld = ReturnType<typeof createWorld>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export const post = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
};
