// Promise: every subgraph composes, batches its references, hides what is hidden as if it were absent, and believes only a
// context that was signed for it a moment ago.
import { composeServices } from '@apollo/composition';
import { type Claims, contextHeader, type PolicyRules } from '@daqidi/identity';
import { checkRules, type Subgraph } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { type GraphQLObjectType, isObjectType, parse } from 'graphql';

export interface ContractEntity {
  readonly typename: string;
  /** An id that `caller` sees. */
  readonly visible: string;
  /** An id that exists and that `caller` must not see; null for types that nobody hides. */
  readonly hidden: string | null;
  /** How many collections say together whether there is one; one unless given. */
  readonly collections?: number;
  /** Fields to ask for beside `id`. */
  readonly selection?: string;
}

export interface ContractTarget {
  readonly subgraph: Pick<Subgraph, 'name' | 'execute' | 'schema'>;
  readonly rules: PolicyRules;
  readonly caller: Claims;
  readonly entities: readonly ContractEntity[];
  /** Signs at `time`, milliseconds since the epoch, with the key that the subgraph trusts. */
  sign(claims: Claims, time: number): Promise<string>;
  /** Signs with a key that it does not. */
  forge(claims: Claims, time: number): Promise<string>;
  now(): number;
  /** How many reads of entities by id the store has been asked for so far. */
  storeCalls(): number;
  /** SDL of the subgraphs it cannot be composed without. */
  readonly companions?: readonly { readonly name: string; readonly sdl: string }[];
}

export interface ContractCheck {
  readonly name: string;
  run(): Promise<void>;
}

const entitiesQuery = (typename: string, selection = ''): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on ${typename} { id ${selection} } } }`;

const codesOf = (errors: readonly { readonly extensions?: { readonly code?: unknown } }[] | undefined): readonly unknown[] =>
  (errors ?? []).map(({ extensions }) => extensions?.code);

const sdlOf = async (subgraph: ContractTarget['subgraph']): Promise<string> => {
  const { data, errors } = await subgraph.execute({ query: '{ _service { sdl } }', headers: {} });
  expect(errors).toBeUndefined();
  return (data?._service as { readonly sdl: string } | undefined)?.sdl ?? '';
};

const rootFieldsOf = (subgraph: ContractTarget['subgraph']): readonly string[] =>
  [subgraph.schema.getQueryType(), subgraph.schema.getMutationType()]
    .filter((type): type is GraphQLObjectType => isObjectType(type))
    .flatMap((type) => Object.keys(type.getFields()));

/** Whoever does not prove who asks gets UNAUTHENTICATED and no data, the same for ids that exist and ids that do not. */
const checkRefusal = async (target: ContractTarget, token: string | undefined): Promise<void> => {
  for (const { typename, visible } of target.entities) {
    const answers = [];
    for (const id of [visible, 'no-such-id']) {
      const { data, errors } = await target.subgraph.execute({
        query: entitiesQuery(typename),
        variables: { representations: [{ __typename: typename, id }] },
        headers: token === undefined ? {} : { [contextHeader]: token },
      });
      expect(codesOf(errors)).toStrictEqual(['UNAUTHENTICATED']);
      expect(data === null || data === undefined || data._entities == null).toBe(true);
      answers.push(JSON.stringify({ data, errors }));
    }
    expect(answers[0]).toBe(answers[1]);
  }
};

export const subgraphContract = (target: ContractTarget): readonly ContractCheck[] => {
  const { subgraph, caller, entities } = target;
  const resolve = async (typename: string, ids: readonly unknown[], selection?: string) => {
    const { data, errors } = await subgraph.execute({
      query: entitiesQuery(typename, selection),
      variables: { representations: ids.map((id) => ({ __typename: typename, id })) },
      headers: { [contextHeader]: await target.sign(caller, target.now()) },
    });
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    return data?._entities as readonly ({ readonly __typename: string; readonly id: string } | null)[];
  };
  return [
    {
      name: 'its SDL prints and composes',
      run: async () => {
        const services = [{ name: subgraph.name, sdl: await sdlOf(subgraph) }, ...(target.companions ?? [])];
        const { errors } = composeServices(services.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) })));
        expect((errors ?? []).map(String)).toStrictEqual([]);
      },
    },
    {
      name: 'each root field names a rule of the table',
      run: async () => {
        expect(checkRules(await sdlOf(subgraph), target.rules)).toStrictEqual([]);
        expect(rootFieldsOf(subgraph).length).toBeGreaterThan(0);
      },
    },
    {
      name: '50 repeated references make one store call a collection and 50 answers',
      run: async () => {
        for (const { typename, visible, selection, collections = 1 } of entities) {
          const before = target.storeCalls();
          const ids = Array.from({ length: 50 }, (_, at) => (at % 5 === 0 ? 'no-such-id' : visible));
          const found = await resolve(typename, ids, selection);
          expect(target.storeCalls() - before).toBe(collections);
          expect(found.map((each) => each?.id ?? 'no-such-id')).toStrictEqual(ids);
          expect(found.every((each) => each === null || each.__typename === typename)).toBe(true);
        }
      },
    },
    {
      name: 'unknown and hidden ids are null alike',
      run: async () => {
        for (const { typename, visible, hidden, selection } of entities) {
          const [seen, unknown, odd, unseen] = await resolve(
            typename,
            [visible, 'no-such-id', 7, hidden ?? 'no-such-id'],
            selection,
          );
          expect(seen?.id).toBe(visible);
          expect([unknown, odd, unseen]).toStrictEqual([null, null, null]);
        }
      },
    },
    { name: 'a missing context is refused', run: () => checkRefusal(target, undefined) },
    { name: 'a forged context is refused', run: async () => checkRefusal(target, await target.forge(caller, target.now())) },
    {
      name: 'an expired context is refused',
      run: async () => checkRefusal(target, await target.sign(caller, target.now() - 3_600_000)),
    },
    {
      name: 'an anonymous caller sees no hidden entity',
      run: async () => {
        const token = await target.sign({ sub: 'anonymous', kind: 'ANONYMOUS' }, target.now());
        for (const { typename, hidden } of entities.filter((each) => each.hidden !== null)) {
          const { data } = await subgraph.execute({
            query: entitiesQuery(typename),
            variables: { representations: [{ __typename: typename, id: hidden }] },
            headers: { [contextHeader]: token },
          });
          expect(data?._entities ?? [null]).toStrictEqual([null]);
        }
      },
    },
  ];
};

/** Registers the contract as tests. */
export const testSubgraphContract = (makeTarget: () => Promise<ContractTarget> | ContractTarget): void => {
  let target: ContractTarget | undefined;
  beforeAll(async () => {
    target = await makeTarget();
  });
  const names = subgraphContract({ subgraph: {}, entities: [] } as unknown as ContractTarget).map(({ name }) => name);
  for (const name of names) {
    test(`contract: ${name}`, async () => {
      invariant(target);
      await subgraphContract(target)
        .find((check) => check.name === name)
        ?.run();
    });
  }
};
