// Promise: `actions` of a request for material say what its reader may ask for now. Whatever they offer is done; whatever they do not offer is
// refused. Seeded: SEED=… repeats a run.
import { live, type OfferedAction, seedOfRun } from '@daqidi/service-testing';
import { type DualWorld, openDualWorld, taken } from './support/dual-world.js';

let world: DualWorld;
beforeAll(async () => {
  world = await openDualWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
interface Listed {
  readonly materialRequests: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly version: number; readonly actions: readonly OfferedAction[] };
    }[];
  } | null;
}
const query = '{ materialRequests(answered: false) { edges { node { id version actions { name expectedVersion } } } } }';
const answered = query.replace('false', 'true');
const listed = async (person: string, which = query) =>
  ((await world.officer(person).asks(which)).data as Listed | null)?.materialRequests?.edges.map(({ node }) => node) ?? [];

it(`a request for material lives by its actions and by nothing else (SEED=${seed})`, async () => {
  const appealId = await taken(world, 'u-north');
  const asks = { appealId, track: 'DISCIPLINE', unitId: 'u-housing', text: '请提供路灯维护合同及付款凭证。' };
  expect(await world.officer('inspector').does('requestMaterial', asks)).toMatchObject({ code: null });
  const [request] = await listed('housing-handler');
  expect(request?.actions).toMatchObject([{ name: 'answerMaterialRequest' }]);
  const id = request?.id ?? '';
  const { wrong, done } = await live(seed, {
    people: ['housing-handler', 'north-handler', 'south-handler', 'inspector', 'letters-1', 'secretary'].map((person) =>
      world.officer(person),
    ),
    query,
    id,
    actionsIn: ({ materialRequests }: Listed) => materialRequests?.edges.find(({ node }) => node.id === id)?.node.actions,
    inputs: async () => {
      const [now] = [...(await listed('housing-handler')), ...(await listed('housing-handler', answered))];
      const text = '合同及凭证复印件已送达。';
      return { answerMaterialRequest: { materialRequestId: id, expectedVersion: now?.version, text } };
    },
    ways: { answerMaterialRequest: (someone, input) => someone.does('answerMaterialRequest', input, 'materialRequest { id }') },
  });
  expect(wrong).toEqual([]);
  expect(done).toBe(1);
  expect(await listed('housing-handler')).toEqual([]);
});
