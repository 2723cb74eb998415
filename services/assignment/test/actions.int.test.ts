// Promise: `actions` of an entry says what its reader may ask for now. Whatever it offers is done, or refused for what the input says;
// whatever it does not offer is refused. Seeded: SEED=… repeats a run.
import { asOneOfMany, live, type OfferedAction, seedOfRun } from '@daqidi/service-testing';
import {
  assigned,
  type LedgerWorld,
  openLedgerWorld,
  planned,
  proposed,
  queryCode,
  result,
  sealed,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const reason = '情况需要进一步核实。';
const text = '路灯已修复并复查。';
const query = 'query($id: ID!) { ledgerEntry(id: $id) { actions { name expectedVersion } } }';
interface Read {
  readonly ledgerEntry: { readonly actions: readonly OfferedAction[] } | null;
}

const people = () => [
  ...[
    'north-handler',
    'north-deputy',
    'north-head',
    'north-clerk',
    'letters-1',
    'group-head',
    'housing-handler',
    'inspector',
  ].map((person) => world.officer(person)),
  world.petitioner('zhang'),
  world.petitioner('stranger'),
];

const inputs = async (appealId: string) => {
  const document = await world.tools.model.entries.collection.byId(appealId);
  const state = document?.state;
  const digest = state?.result?.digest ?? 'sm3:none';
  const step = state?.plan?.steps.find(({ done }) => done === null)?.step ?? 1;
  const steps = [{ text: '请供电公司勘查线路。', dueOn: '2026-03-04', officerId: 'north-handler' }];
  return {
    assignEntry: { appealId, unitId: 'u-housing' },
    acceptEntry: { appealId },
    objectToAssignment: { appealId, reason },
    decideObjection: { appealId, upholds: false, reason },
    askExtension: { appealId, days: 5, reason },
    decideExtension: { appealId, grants: true, reason },
    askPause: { appealId, pauseGround: 'APPRAISAL', pauseUntil: '2026-03-20', reason },
    decidePause: { appealId, grants: true, reason },
    endPause: { appealId },
    nameHandler: { appealId, handlerId: 'north-handler' },
    statePlan: { appealId, steps, reason },
    reportStepDone: { appealId, step, report: text },
    recordProgress: { appealId, text },
    recordContactAttempt: { appealId, means: 'TELEPHONE' },
    proposeResult: { appealId, ...result },
    confirmResult: { appealId, digest, satisfaction: 'SATISFIED' },
    refuseResult: { appealId, digest, reason, queryCode: queryCode.code },
    fillPetitionerSlot: { appealId, digest, form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code },
    countersign: { appealId, digest },
    decideWithdrawal: { appealId, accepts: false, reason },
    decideReopening: { appealId, reopens: true, reason },
    judgeReuse: { appealId, worth: true },
    countersignMany: { appealId, expectedVersion: document?.version, digest },
  };
};

const beginnings: Readonly<Record<string, () => Promise<string>>> = {
  'what a desk answered': async () => {
    const appealId = world.newAppeal();
    for (const type of ['AppealSubmitted', 'DeskAnswerSigned'] as const) await world.hears('intake', type, appealId);
    await world.hears('triage', 'DeskAnswerAccepted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'CONSULTATION' });
    return appealId;
  },
  'an entry that nobody has accepted': () => assigned(world),
  'an entry with a plan, whose petitioner asks to withdraw': async () => {
    const appealId = await planned(world);
    await world.hears('intake', 'WithdrawalRequested', appealId);
    return appealId;
  },
  'an entry that is being signed': async () => (await proposed(world)).appealId,
  'a closed entry that is not solved': async () => {
    const { appealId, digest } = await proposed(world);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'DISSATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    await world.officer('north-head').does('countersign', { appealId, digest });
    await sealed(world, appealId);
    await world.hears('intake', 'NotSolvedReported', appealId);
    return appealId;
  },
};

test.each(Object.keys(beginnings))(`%s lives by its actions and by nothing else (SEED=${seed})`, async (beginning) => {
  const id = (await beginnings[beginning]?.()) ?? '';
  const { wrong, done } = await live(`${seed} ${beginning}`, {
    people: people(),
    query,
    id,
    actionsIn: ({ ledgerEntry }: Read) => ledgerEntry?.actions,
    inputs: () => inputs(id),
    ways: { countersignMany: asOneOfMany(world, 'countersignMany') },
  });
  expect(wrong).toEqual([]);
  expect(done).toBeGreaterThan(0);
});

it('whose turn it is to sign is offered that, and nobody else', async () => {
  const { appealId } = await proposed(world);
  const offered = async (someone: ReturnType<LedgerWorld['officer']>) => {
    const { data } = await someone.asks(query, { id: appealId });
    return ((data as Read).ledgerEntry?.actions ?? []).map(({ name }) => name);
  };
  expect(await offered(world.petitioner('zhang'))).toEqual(['confirmResult', 'refuseResult']);
  expect(await offered(world.officer('north-handler'))).toEqual([]);
  expect(await offered(world.officer('north-deputy'))).toEqual([]);
  expect(await offered(world.officer('north-clerk'))).toContain('fillPetitionerSlot');
});
