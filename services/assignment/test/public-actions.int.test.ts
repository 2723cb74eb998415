// Promise: `actions` of a publication and of a suggestion say what their reader may ask for now. Whatever they offer is done, or refused for
// what the input says; whatever they do not offer is refused. Seeded: SEED=… repeats a run.
import { live, type OfferedAction, type Someone, seedOfRun, type Way } from '@daqidi/service-testing';
import { closedEntry, type LedgerWorld, openLedgerWorld } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const people = (): readonly Someone[] => [
  ...['north-handler', 'north-deputy', 'north-head', 'clerk', 'letters-1', 'housing-handler', 'inspector'].map((person) =>
    world.officer(person),
  ),
  world.petitioner('zhang'),
  world.petitioner('stranger'),
];
const answering =
  (mutation: string, answer: string): Way =>
  (someone, input) =>
    someone.does(mutation, input, answer);

interface Kind {
  readonly begin: () => Promise<string>;
  readonly query: string;
  readonly actionsIn: (data: never) => readonly OfferedAction[] | undefined;
  readonly answer: string;
  readonly inputs: (appealId: string) => Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
}

const reason = '文中可推知诉求人,请修改。';
interface Filed {
  readonly ledgerEntry: { readonly publication: { readonly actions: readonly OfferedAction[] } | null } | null;
}
const publication: Omit<Kind, 'begin'> = {
  query: 'query($id: ID!) { ledgerEntry(id: $id) { publication { actions { name expectedVersion } } } }',
  actionsIn: ({ ledgerEntry }: Filed) => ledgerEntry?.publication?.actions,
  answer: 'publicationFile { version }',
  inputs: async (appealId) => {
    const expectedVersion = (await world.tools.model.publications.collection.byId(appealId))?.version ?? 0;
    const about = { appealId, expectedVersion };
    return {
      proposePublication: { ...about, text: '经核查,相关路段路灯已全部修复。' },
      checkPublication: { ...about, agrees: true },
      takeDownPublication: { ...about, reason },
    };
  },
};
interface Bank {
  readonly suggestions: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly actions: readonly OfferedAction[] } }[];
  };
}
const suggestionIn = (id: string): Omit<Kind, 'begin'> => ({
  query: 'query { suggestions(first: 50) { edges { node { id actions { name expectedVersion } } } } }',
  actionsIn: ({ suggestions }: Bank) => suggestions.edges.find(({ node }) => node.id === id)?.node.actions,
  answer: 'suggestion { version }',
  inputs: async (appealId) => {
    const expectedVersion = (await world.tools.model.suggestions.collection.byId(appealId))?.version ?? 0;
    const about = { appealId, expectedVersion };
    return {
      planMeasure: { ...about, text: '在村口加装两盏路灯。', dueOn: '2026-06-30' },
      reportMeasureDone: { ...about, report: '路灯已装好。' },
    };
  },
});

const lives = async (name: string, id: string, kind: Omit<Kind, 'begin'>) => {
  const { query, actionsIn, inputs, answer } = kind;
  const names = Object.keys(await inputs(id));
  const ways = Object.fromEntries(names.map((mutation) => [mutation, answering(mutation, answer)]));
  const { wrong, done } = await live(`${seed} ${name}`, {
    people: people(),
    query,
    id,
    actionsIn,
    inputs: () => inputs(id),
    ways,
  });
  expect(wrong).toEqual([]);
  return done;
};

test.each([
  ['of a resolution', {}],
  ['of a protected petitioner', { petitioner: { personId: 'zhang', kind: 'NAMED', protected: true } }],
])(`the publication %s lives by its actions and by nothing else (SEED=${seed})`, async (name, submission) => {
  expect(await lives(name, await closedEntry(world, { submission }), publication)).toBeGreaterThan(0);
});

test.each(['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'])(
  `a suggestion that is %s lives by its actions and by nothing else (SEED=${seed})`,
  async (outcome) => {
    const id = await closedEntry(world, { change: { category: 'SUGGESTION' }, outcome });
    const done = await lives(outcome, id, suggestionIn(id));
    expect(done > 0).toBe(outcome !== 'NOT_ADOPTED');
  },
);
