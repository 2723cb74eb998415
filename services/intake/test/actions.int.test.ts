// Promise: `actions` of an appeal says what its reader may ask for now, by account and by query code. Whatever it offers is done, or refused
// for what the input says; whatever it does not offer is refused. Seeded: SEED=… repeats a run.
import { live, type OfferedAction, type Someone, seedOfRun, type Way } from '@daqidi/service-testing';
import { appeal, type IntakeWorld, openIntakeWorld, type Submitted, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const seed = seedOfRun();
const reason = '情况有变化,请核实。';
const telephone = '13812341234';
const details = { name: '张三', telephone };
interface Read {
  readonly appeal: { readonly actions: readonly OfferedAction[] } | null;
}
const query = 'query($id: ID!) { appeal(id: $id) { actions { name expectedVersion } } }';

const people = () => [
  ...['north-grid', 'north-clerk', 'clerk', 'letters-1', 'inspector', 'north-handler', 'south-1'].map((person) =>
    world.officer(person),
  ),
  world.petitioner('zhang'),
  world.petitioner('stranger'),
];

const inputs = async ({ id: appealId, queryCode }: Submitted) => {
  const state = (await world.tools.model.appeals.collection.byId(appealId))?.state;
  const digest = state?.deskAnswer?.digest ?? 'sm3:none';
  return {
    supplementAppeal: { appealId, text: reason },
    evaluateAppeal: { appealId, satisfaction: 'SATISFIED' },
    withdrawAppeal: { appealId, reason, setting: 'ON_PREMISES', queryCode },
    decideSplit: { appealId, approves: false, reason, queryCode },
    reportNotSolved: { appealId, reason, queryCode },
    confirmDeskAnswer: { appealId, digest, satisfaction: 'SATISFIED' },
    callBackWithdrawal: { appealId, stands: true },
    takeBack: { appealId, act: 'WITHDRAWAL', telephone },
    // Others than it carries.
    tagAppeal: { appealId, tags: [state?.tags.includes('SAFETY') ? 'WAGES' : 'SAFETY'] },
    correctContact: { appealId, address: '南街2号' },
    chooseNotices: { appealId, choice: state?.contactPreferences['zhang'] === 'NONE' ? 'SMS' : 'NONE' },
    splitAppeal: { appealId, complaintText: appeal.text, ordinaryText: appeal.text },
    answerAtDesk: { appealId, outcome: 'ANSWERED', subject: '城乡建设/城市建设和市政管理', text: reason },
    recordSignedSlip: { appealId, digest, satisfaction: 'SATISFIED', attachments: [] },
    viewPetitioner: { appealId, purpose: '核实身份' },
    replaceQueryCode: { appealId, telephone },
  };
};

const answering =
  (mutation: string, answer: string): Way =>
  (someone, input) =>
    someone.does(mutation, input, answer);
const ways = {
  viewPetitioner: answering('viewPetitioner', 'details { name }'),
  replaceQueryCode: answering('replaceQueryCode', 'delivery'),
};

const beginnings: Readonly<Record<string, () => Promise<Submitted>>> = {
  'an ordinary appeal': () => submit(world, { petitioner: details }),
  'a complaint under review': async () => {
    const submitted = await submit(world, { petitioner: details, accusedUnitIds: ['u-south'], accusedSince: 2024 });
    await world.hears('triage', 'AppealAccepted', submitted.id);
    return submitted;
  },
  'a closed appeal': async () => {
    const submitted = await submit(world, { petitioner: details });
    await world.hears('assignment', 'EntryOpened', submitted.id);
    await world.hears('assignment', 'AppealClosed', submitted.id);
    return submitted;
  },
};

test.each(Object.keys(beginnings))(`%s lives by its actions and by nothing else (SEED=${seed})`, async (beginning) => {
  const submitted = await beginnings[beginning]?.();
  if (submitted === undefined) throw new Error('nothing begins');
  const { wrong, done } = await live(`${seed} ${beginning}`, {
    people: people(),
    query,
    id: submitted.id,
    actionsIn: ({ appeal: read }: Read) => read?.actions,
    inputs: () => inputs(submitted),
    ways,
  });
  expect(wrong).toEqual([]);
  expect(done).toBeGreaterThan(0);
});

it('his query code offers what it is enough for', async () => {
  const submitted = await submit(world, { petitioner: details });
  const byCode = async ({ unifiedCode, queryCode }: Submitted, someone: Someone = world.anybody()) => {
    const asking = `query($unifiedCode: String!, $queryCode: String!) {
      caseByCode(unifiedCode: $unifiedCode, queryCode: $queryCode) { actions { name expectedVersion } }
    }`;
    const { data } = await someone.asks(asking, { unifiedCode, queryCode });
    return (data as { caseByCode: { actions: readonly OfferedAction[] } | null }).caseByCode?.actions.map(({ name }) => name);
  };
  expect(await byCode(submitted)).toEqual(['supplementAppeal', 'withdrawAppeal', 'correctContact', 'chooseNotices']);
  await world.hears('assignment', 'EntryOpened', submitted.id);
  await world.hears('assignment', 'AppealClosed', submitted.id);
  expect(await byCode(submitted)).toEqual(['evaluateAppeal', 'reportNotSolved', 'correctContact', 'chooseNotices']);
});
