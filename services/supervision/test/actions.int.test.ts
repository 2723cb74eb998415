// Promise: `actions` of a track says what its reader may ask for now. Whatever it offers is done, or refused for what the input says;
// whatever it does not offer is refused. Seeded: SEED=… repeats a run.
import { live, type OfferedAction, seedOfRun } from '@daqidi/service-testing';
import { asked, complaint, type DualWorld, openDualWorld } from './support/dual-world.js';

let world: DualWorld;
beforeAll(async () => {
  world = await openDualWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const text = '经核查,情况属实。';
type Actions = readonly OfferedAction[];
interface Read {
  readonly dualOversight: {
    readonly actions: Actions;
    readonly tracks: readonly { readonly name: string; readonly actions: Actions }[];
  } | null;
  readonly oversight: { readonly actions: Actions } | null;
}
const query = `query($id: ID!) {
  dualOversight(id: $id) { actions { name expectedVersion } tracks { name actions { name expectedVersion } } }
  oversight(id: $id) { actions { name expectedVersion } }
}`;

const people = () =>
  ['inspector', 'letters-1', 'letters-2', 'secretary', 'leader', 'city-1', 'north-head', 'north-1', 'performance'].map((person) =>
    world.officer(person),
  );

const inputs = async (appealId: string, track: 'DISCIPLINE' | 'LETTERS') => {
  const dual = (await world.tools.model.duals.collection.byId(appealId))?.state;
  const finding = track === 'LETTERS' ? 'SUBSTANTIATED' : 'UNSUBSTANTIATED';
  const expectedVersion = (await world.tools.model.oversights.collection.byId(appealId))?.version ?? 0;
  const about = dual?.disagreement?.about ?? 'DECISION';
  const decided = about === 'DECISION' ? { agreed: true } : { finding };
  return {
    takeTrack: { appealId, track },
    noteTrack: { appealId, track, text },
    requestMaterial: { appealId, track, unitId: 'u-housing', text },
    concludeTrack: { appealId, track, finding, text },
    stateConsent: { appealId, track, digest: dual?.asked?.digest ?? 'sm3:none', agrees: track === 'LETTERS', reason: text },
    decideDisagreement: { appealId, about, reason: text, ...decided },
    addAccused: { appealId, expectedVersion, unitIds: ['u-south'], officerIds: [], since: 2024 },
    proposeJointDecision: { appealId, expectedVersion, decision: 'END_SECRECY', reason: text },
  };
};

const answering = (answer: string) => (someone: ReturnType<DualWorld['officer']>, input: object, mutation: string) =>
  someone.does(mutation, { ...input }, answer);
const oversight = answering('oversight { id }');

const stories = [
  ['LETTERS', 'a complaint', () => complaint(world, 'u-north')],
  ['DISCIPLINE', 'a complaint', () => complaint(world, 'u-north')],
  ['LETTERS', 'a refusal that a panel proposes', () => asked(world, 'sm3:other')],
] as const;

test.each(stories)(`the track %s of %s lives by its actions and by nothing else (SEED=${seed})`, async (track, what, begin) => {
  const id = await begin();
  const { wrong, done } = await live(`${seed} ${track} ${what}`, {
    people: people(),
    query,
    id,
    actionsIn: ({ dualOversight: dual, oversight: scope }: Read) => [
      ...(dual?.actions ?? []),
      ...(dual?.tracks.find(({ name }) => name === track)?.actions ?? []),
      ...(scope?.actions ?? []),
    ],
    inputs: () => inputs(id, track),
    ways: {
      addAccused: (someone, input) => oversight(someone, input, 'addAccused'),
      proposeJointDecision: (someone, input) => oversight(someone, input, 'proposeJointDecision'),
    },
  });
  expect(wrong).toEqual([]);
  expect(done).toBeGreaterThan(0);
});
