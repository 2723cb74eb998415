// Promise: what a desk answered and the panel let stand is up for the leaders' signatures at once, with the two that are on it; leaders sign
// many together, each by itself; the clock ended at the answer, and what they refuse is an ordinary entry whose days count from receipt.
import {
  closingOf,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  queryCode,
  sealed,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

type Hearing = (appealId: string) => Promise<unknown>;
const hearings: readonly Hearing[] = [
  (id) => world.hears('intake', 'AppealSubmitted', id),
  (id) => world.hears('intake', 'DeskAnswerSigned', id),
];
const verdict: Hearing = async (id) => {
  await world.hears('triage', 'DeskAnswerAccepted', id);
  await world.hears('triage', 'AppealAssessed', id, { category: 'CONSULTATION' });
};
const entered = async (order: readonly Hearing[] = [...hearings, verdict]): Promise<string> => {
  const appealId = world.newAppeal();
  for (const hear of order) await hear(appealId);
  return appealId;
};
const versionOf = async (id: string) => (await world.tools.model.entries.collection.byId(id))?.version ?? 0;
const signs = async (person: string, ids: readonly string[], change: object = {}) => {
  const items = await Promise.all(
    ids.map(async (appealId) => ({ appealId, expectedVersion: await versionOf(appealId), digest: 'sm3:digest', ...change })),
  );
  const query =
    'mutation($input: CountersignManyInput!) { countersignMany(input: $input) { results { ledgerEntry { stage } refusal { code rule } } } }';
  const { data } = await world.officer(person).asks(query, { input: { requestId: `sign-${person}-${ids[0]}`, items } });
  await world.settled();
  return (data as { countersignMany: { results: unknown } }).countersignMany.results;
};

it('it is up for signing with both signatures, in whichever order the services said so', async () => {
  const [submitted, answered] = hearings as [Hearing, Hearing];
  for (const order of [
    [submitted, answered, verdict],
    [submitted, verdict, answered],
    [verdict, submitted, answered],
  ]) {
    const appealId = await entered(order);
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened', 'EntryAssigned', 'DeskAnswerEntered']);
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'SIGNING_OFF',
      holderUnitId: 'u-north',
      handlerId: null,
      ownDays: { from: '2026-03-02', left: 0 },
      slots: [
        { slot: 'HANDLER', by: { person: 'north-clerk' } },
        { slot: 'PETITIONER', satisfaction: 'SATISFIED' },
      ],
    });
  }
});

it('leaders sign many at once, and the case closes on time as of the answer', async () => {
  const [one, other] = [await entered(), await entered()];
  await world.until('2026-03-03T02:00:00.000Z');
  expect(await signs('north-head', [one])).toMatchObject([{ refusal: { rule: 'countersign.turn' } }]);
  expect(await signs('north-deputy', [one, other, 'x'.repeat(22)])).toMatchObject([
    { ledgerEntry: { stage: 'SIGNING_OFF' }, refusal: null },
    { ledgerEntry: { stage: 'SIGNING_OFF' }, refusal: null },
    { ledgerEntry: null, refusal: { code: 'NOT_FOUND' } },
  ]);
  expect(await signs('north-head', [other])).toMatchObject([{ ledgerEntry: { stage: 'SEALING' } }]);
  await sealed(world, other);
  expect(closingOf(world, other)?.data).toMatchObject({
    outcome: 'ANSWERED',
    satisfaction: 'SATISFIED',
    onTime: true,
    handlingEndedAt: '2026-03-02T02:00:00.000Z',
  });
});

it('what a handler did is signed by itself, never among many', async () => {
  const { appealId, digest } = await proposed(world);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  expect(await signs('north-deputy', [appealId], { digest })).toMatchObject([{ refusal: { rule: 'countersign.alone' } }]);
});

it('refused by a leader it is an ordinary entry of the desk’s unit, with its days from receipt', async () => {
  const appealId = await entered();
  const refused = await signs('north-deputy', [appealId], { refusal: '答复依据不足。' });
  expect(refused).toMatchObject([{ ledgerEntry: { stage: 'ASSIGNED' }, refusal: null }]);
  expect(await stateOf(world, appealId)).toMatchObject({ result: null, slots: [], ownDays: { left: 0 } });
  expect(await world.officer('north-handler').does('acceptEntry', { appealId })).toMatchObject({ code: null });
});

it('what the petitioner signed by code and takes back is up for his signature again', async () => {
  const [submitted] = hearings as [Hearing];
  const byCode: Hearing = (id) => world.hears('intake', 'DeskAnswerSigned', id, { form: 'BY_CODE' });
  const appealId = await entered([submitted, byCode, verdict]);
  await world.hears('intake', 'CodeActTakenBack', appealId);
  expect((await stateOf(world, appealId))?.slots).toMatchObject([{ slot: 'HANDLER' }]);
});

it('a petitioner without an account reads a result by his code, refuses it, and confirms another', async () => {
  const { appealId, digest } = await proposed(world);
  const anybody = world.anybody();
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on CaseByCode { entryVersion result { digest } } } }';
  const read = async (code: string) =>
    (await anybody.asks(query, { r: [{ __typename: 'CaseByCode', id: appealId, code }] })).data;
  expect(await read(queryCode.code)).toMatchObject({ _entities: [{ entryVersion: expect.any(Number), result: { digest } }] });
  expect(await read('wrong')).toMatchObject({ _entities: [{ entryVersion: null, result: null }] });
  const refusal = { appealId, digest, reason: '路灯还不亮。' };
  expect(await anybody.does('refuseResult', refusal)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await anybody.does('refuseResult', { ...refusal, queryCode: 'wrong' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await anybody.does('refuseResult', { ...refusal, queryCode: queryCode.code })).toMatchObject({ code: null });
  const second = await proposed(world);
  const confirmation = { ...second, satisfaction: 'SATISFIED', queryCode: queryCode.code };
  expect(await anybody.does('confirmResult', confirmation)).toMatchObject({ code: null });
  expect((await stateOf(world, second.appealId))?.slots[1]).toMatchObject({
    form: 'BY_CODE',
    by: { person: 'zhang', post: null },
  });
});
