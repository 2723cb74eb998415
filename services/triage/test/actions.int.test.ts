// Promise: `actions` of a case says what its reader may ask for now. Whatever it offers is done, or refused for what the input says;
// whatever it does not offer is refused. Seeded: SEED=… repeats a run.
import { accusing, asOneOfMany, live, type OfferedAction, type Someone, seedOfRun } from '@daqidi/service-testing';
import { accepted, heard, openTriageWorld, screened, type TriageWorld, verdict } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const subject = '城乡建设/城市建设和市政管理';
const text = '情况属实,已现场核实。';

const query = 'query($id: ID!) { triageCase(id: $id) { actions { name expectedVersion } } }';
interface Read {
  readonly triageCase: { readonly actions: readonly OfferedAction[] } | null;
}

const offeredTo = async (reader: Someone, id: string): Promise<readonly OfferedAction[]> => {
  const { data } = await reader.asks(query, { id });
  return (data as Read | null)?.triageCase?.actions ?? [];
};
const namesTo = async (reader: Someone, id: string) => (await offeredTo(reader, id)).map(({ name }) => name);

const people = () => [
  ...[
    'north-village-reviewer',
    'north-1',
    'north-2',
    'north-3',
    'north-head',
    'north-clerk',
    'letters-1',
    'inspector',
    'south-1',
  ].map((person) => world.officer(person)),
  world.petitioner('zhang'),
  world.petitioner('stranger'),
];

const inputs = async (appealId: string) => {
  const document = await world.tools.model.cases.collection.byId(appealId);
  const digest = document?.state.deskAnswer ?? 'sm3:none';
  const reason = text;
  return {
    passScreening: { appealId },
    dismissAppeal: { appealId, ground: 'OUT_OF_SCOPE', explanation: text },
    recordOpinion: { appealId, reasonableness: 'REASONABLE', text },
    remindPanel: { appealId },
    assessAppeal: { appealId, ...verdict, subject, reasonableness: 'UNREASONABLE', differingReason: text },
    approveVerdict: { appealId },
    refuseVerdict: { appealId, reason },
    withdrawJointDecision: { appealId },
    decideWithdrawalInReview: { appealId, accepts: false, reason },
    contestDismissal: { appealId, reason },
    decideContest: { appealId, upholds: true, explanation: text },
    endFollowing: { appealId, reason },
    returnConsultation: { appealId, reason },
    decideDeskAnswers: { appealId, expectedVersion: document?.version, digest, accepts: false, reason },
  };
};

const restricted = { ...accusing('u-south'), accused: { units: ['u-south'], persons: [], since: 2024 } };
const beginnings: Readonly<Record<string, () => Promise<string>>> = {
  'an ordinary case': () => accepted(world),
  'a restricted case': () => accepted(world, restricted),
  'a case that follows another': async () => {
    const petitioner = { personId: 'li', kind: 'NAMED', protected: false };
    const followsId = await accepted(world, { petitioner, receivedAt: '2026-03-01T01:00:00.000Z' });
    const appealId = await accepted(world);
    await world.officer('north-village-reviewer').does('passScreening', { appealId, followsId });
    return appealId;
  },
  'a consultation at its desk': async () => {
    const appealId = await accepted(world);
    await world.hears('intake', 'ConsultationClaimed', appealId);
    await world.hears('intake', 'DeskAnswerSigned', appealId);
    return appealId;
  },
  'a case whose petitioner asks to withdraw': async () => {
    const appealId = await screened(world);
    await world.hears('intake', 'WithdrawalRequested', appealId);
    return appealId;
  },
};

test.each(Object.keys(beginnings))(`%s lives by its actions and by nothing else (SEED=${seed})`, async (beginning) => {
  process.stdout.write(`# SEED=${seed}\n`);
  const appealId = (await beginnings[beginning]?.()) ?? '';
  const { wrong, done } = await live(`${seed} ${beginning}`, {
    people: people(),
    query,
    id: appealId,
    actionsIn: ({ triageCase }: Read) => triageCase?.actions,
    inputs: () => inputs(appealId),
    ways: { decideDeskAnswers: asOneOfMany(world, 'decideDeskAnswers') },
  });
  expect(wrong).toEqual([]);
  expect(done).toBeGreaterThan(0);
});

it('each is offered what is his turn, with the version to name where one is named', async () => {
  const first = await accepted(world);
  const { version } = (await world.tools.model.cases.collection.byId(first)) ?? {};
  expect(await offeredTo(world.officer('north-village-reviewer'), first)).toEqual([
    { name: 'passScreening', expectedVersion: version },
    { name: 'dismissAppeal', expectedVersion: version },
  ]);
  expect(await namesTo(world.officer('north-1'), first)).toEqual([]);
  const second = await heard(world);
  // Opinions move no version.
  expect(await offeredTo(world.officer('north-3'), second)).toEqual([{ name: 'recordOpinion', expectedVersion: null }]);
  expect(await namesTo(world.officer('north-1'), second)).toEqual(['remindPanel', 'assessAppeal']);
  expect(await namesTo(world.petitioner('zhang'), second)).toEqual([]);
});
