import { createContextKeys, createContextSigner, parsePolicyRules } from '@daqidi/identity';
import { createVirtualClock } from '@daqidi/runtime';
import { policyRules, serviceNames, subgraphSdl } from '@daqidi/schemas';
import { ListCasesDocument, ListOrdersDocument } from '@daqidi/schemas/operations';
import { cast } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type ContractEntity, testSubgraphContract } from '../../../subgraph/test/contract/subgraph-contract.js';
import { type EmbeddedWorld, type EmbeddedWorldOptions, openEmbeddedWorld } from './embedded-world.js';
import { playScenario } from './scenario.js';

const keys = createContextKeys();
const strangerKeys = createContextKeys();
let world: EmbeddedWorld;
let entities: Readonly<Record<string, readonly ContractEntity[]>>;

const ids = async (person: (typeof cast)[keyof typeof cast]) => ({
  appeals: (await world.ask(person, ListCasesDocument, { first: 50 })).cases.edges.map(({ node }) => node.id),
  closed: (await world.ask(person, ListCasesDocument, { first: 50, filter: { stage: 'CLOSED' } })).cases.edges.map(
    ({ node }) => node.id,
  ),
  orders: (await world.ask(person, ListOrdersDocument, { first: 50 })).supervisionOrders.edges.map(({ node }) => node.id),
});

const prepare = async (open: EmbeddedWorldOptions['open']): Promise<void> => {
  world = await openEmbeddedWorld({ contextKeys: keys, ...(open === undefined ? {} : { open }) });
  await playScenario(world);
  // The restricted appeal's first review runs out of time, so oversight has an order that the clerk must not see.
  await world.passTime?.('2026-05-20T02:00:00.000Z');
  const [clerk, inspector] = [await ids(cast.clerk), await ids(cast.inspector)];
  const hiddenAppeal = inspector.appeals.find((id) => !clerk.appeals.includes(id)) ?? null;
  const hiddenOrder = inspector.orders.find((id) => !clerk.orders.includes(id)) ?? null;
  invariant(hiddenAppeal !== null && hiddenOrder !== null, 'there is something to hide');
  const appeal = { typename: 'Appeal', visible: String(clerk.closed[0]), hidden: hiddenAppeal };
  entities = {
    intake: [appeal],
    triage: [appeal, { ...appeal, typename: 'TriageCase' }],
    assignment: [appeal, { ...appeal, typename: 'LedgerEntry' }],
    supervision: [
      { ...appeal, collections: 3 },
      { typename: 'SupervisionOrder', visible: String(clerk.orders[0]), hidden: hiddenOrder },
    ],
    scoring: [appeal],
  };
};

/** Counts the reads of a service's collections from now on. */
const countReads = (name: string): (() => number) => {
  const service = world.embedded.platform.services.find((each) => each.name === name);
  let reads = 0;
  for (const model of Object.values(service?.store.archive.collection.model.db.models ?? {})) {
    const { collection } = model;
    const find = collection.find.bind(collection) as (...args: unknown[]) => unknown;
    collection.find = ((...args: unknown[]) => {
      // The sweeper reads too, but never by id; supervision finds orders by their appeal.
      const [filter] = args;
      if (typeof filter === 'object' && filter !== null && ('_id' in filter || 'keys.appeal' in filter)) reads += 1;
      return find(...args);
    }) as typeof collection.find;
  }
  return () => reads;
};

/** Runs the contract of every subgraph on the data that the scenario leaves behind. */
export const testSubgraphs = (open?: EmbeddedWorldOptions['open']): void => {
  beforeAll(() => prepare(open));
  afterAll(() => world.stop());
  for (const name of serviceNames) {
    describe(name, () => {
      testSubgraphContract(() => {
        const service = world.embedded.platform.services.find((each) => each.name === name);
        invariant(service !== undefined);
        const signWith =
          (pair: typeof keys) => (claims: Parameters<ReturnType<typeof createContextSigner>['sign']>[0], time: number) =>
            createContextSigner(pair.privateKey, createVirtualClock(time)).sign(claims);
        return {
          subgraph: service.subgraph,
          rules: parsePolicyRules(policyRules()),
          caller: cast.clerk,
          entities: entities[name] ?? [],
          sign: signWith(keys),
          forge: signWith(strangerKeys),
          now: () => world.clock.now(),
          storeCalls: countReads(name),
          companions: serviceNames.filter((other) => other !== name).map((other) => ({ name: other, sdl: subgraphSdl(other) })),
        };
      });
    });
  }
};
