// Promise: the subgraph contract holds for a good subgraph, and goes red on each way to break it.
import { subgraphContract, testSubgraphContract } from './contract/subgraph-contract.js';
import { createToy, rules, type ToyFaults, typeDefs } from './toy.js';

testSubgraphContract(() => createToy().target);

const { letters } = createToy();
const byId = async (ids: readonly string[]) => letters.filter(({ id }) => ids.includes(id));
const believeAnything = { verify: async () => ({ sub: 'wang', kind: 'PETITIONER' }) as const };

const saboteurs: Readonly<Record<string, { readonly faults: ToyFaults; readonly red: readonly string[] }>> = {
  'loads each reference by itself': {
    faults: {
      loader: (load) => ({ load: async (id) => ({ ...(await load([String(id)]))[0] }) as never, clear: () => undefined }),
    },
    red: ['50 repeated references make one store call a collection and 50 answers'],
  },
  'hands out the store’s own frozen objects': {
    faults: {
      loader: (load) => {
        const all = Promise.resolve().then(() => load(['mine']));
        return { load: async (id) => Object.freeze((await all).find((each) => each.id === id) ?? null), clear: () => undefined };
      },
    },
    red: ['50 repeated references make one store call a collection and 50 answers'],
  },
  'forgets the scope': {
    faults: { loadVisible: byId },
    red: ['unknown and hidden ids are null alike', 'an anonymous caller sees no hidden entity'],
  },
  'says FORBIDDEN of what is hidden': {
    faults: {
      loadVisible: async (ids, sees) => {
        if ((await byId(ids)).some(({ seenBy }) => !seenBy.some((key) => sees.includes(key)))) throw new Error('FORBIDDEN');
        return byId(ids);
      },
    },
    red: ['unknown and hidden ids are null alike'],
  },
  'believes any context': {
    faults: { options: { verifyContext: believeAnything } },
    red: ['a missing context is refused', 'a forged context is refused', 'an expired context is refused'],
  },
};

for (const [name, { faults, red }] of Object.entries(saboteurs)) {
  test(`saboteur: ${name}`, async () => {
    const went: string[] = [];
    for (const check of subgraphContract(createToy(faults).target)) {
      await check.run().catch(() => went.push(check.name));
    }
    for (const expected of red) expect(went, `${expected} stayed green; red: ${went.join(', ')}`).toContain(expected);
  });
}

test('saboteur: a table without one of its rules', async () => {
  const { target } = createToy();
  const { 'board.read': _, ...fewer } = rules.rules;
  const check = subgraphContract({ ...target, rules: { ...rules, rules: fewer } }).find(({ name }) =>
    name.startsWith('each root field'),
  );
  await expect(async () => check?.run()).rejects.toThrow(/board.read/);
});

test('saboteur: a key that does not compose', async () => {
  const broken = typeDefs.replace('@key(fields: "id")', '@key(fields: "id") @key(fields: "nothing")');
  expect(() => createToy({ options: { typeDefs: broken } })).toThrow(/nothing/);
});
