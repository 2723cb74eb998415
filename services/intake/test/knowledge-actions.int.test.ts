// Promise: `actions` of an entry of the knowledge base say what its reader may ask for now. Whatever they offer is done, or refused for what
// the input says; whatever they do not offer is refused. Seeded: SEED=… repeats a run.
import { live, type OfferedAction, seedOfRun } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const answer = 'knowledgeEntry { id version }';
interface Connection {
  readonly edges: readonly { readonly node: { readonly id: string; readonly actions: readonly OfferedAction[] } }[];
}
interface Listed {
  readonly knowledge: Connection;
  readonly knowledgeProposals: Connection | null;
}
const node = 'edges { node { id actions { name expectedVersion } } }';
// Whoever decides on none is told nothing of proposals.
const lists = {
  deciding: `{ knowledge(first: 50) { ${node} } knowledgeProposals(first: 50) { ${node} } }`,
  reading: `{ knowledge(first: 50) { ${node} } }`,
};
const deciding = ['letters-1', 'letters-2', 'secretary'];

const versionOf = async (id: string) => (await world.tools.model.knowledge.collection.byId(id))?.version ?? 0;

it.each(['approved', 'not approved'])(
  `an entry that is %s lives by its actions and by nothing else (SEED=${seed})`,
  async (fate) => {
    const proposal = {
      ...{ subject: '劳动和社会保障/城镇居民社会保险', question: `${fate}:医保什么时候缴费?`, answer: '每年 9 月起。' },
      ...{ source: '川医保发〔2025〕12号', validUntil: '2026-12-31' },
    };
    const { data } = await world.officer('letters-1').does('proposeKnowledge', proposal, answer);
    const { id } = (data as { readonly knowledgeEntry: { readonly id: string } }).knowledgeEntry;
    const approves = fate === 'approved';
    let done = 0;
    for (const [query, people] of [
      [lists.deciding, deciding],
      [lists.reading, ['north-clerk', 'housing-handler']],
    ] as const) {
      const life = await live(`${seed} ${fate} ${people[0]}`, {
        people: people.map((person) => world.officer(person)),
        query,
        id,
        actionsIn: ({ knowledge, knowledgeProposals }: Listed) =>
          [...knowledge.edges, ...(knowledgeProposals?.edges ?? [])].find((edge) => edge.node.id === id)?.node.actions,
        inputs: async () => {
          const about = { entryId: id, expectedVersion: await versionOf(id) };
          return {
            decideKnowledge: { ...about, approves, ...(approves ? {} : { reason: '依据已失效。' }) },
            retireKnowledge: { ...about, reason: '政策已调整。' },
          };
        },
        ways: {
          decideKnowledge: (someone, input) => someone.does('decideKnowledge', input, answer),
          retireKnowledge: (someone, input) => someone.does('retireKnowledge', input, answer),
        },
      });
      expect(life.wrong).toEqual([]);
      done += life.done;
    }
    expect(done).toBe(approves ? 2 : 1);
  },
);
