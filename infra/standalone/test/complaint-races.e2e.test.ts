// Promise: what happens to a complaint at one moment comes out right, in whatever order it is heard of: the accused learn nothing, whoever is
// asked may answer, and the case has one end. Each of these is a story of the orders of delivery too.
import {
  FollowOwnAppealDocument,
  ListCasesDocument,
  ListOrdersDocument,
  ReadComplaintDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, complaintCast, officer, type Person } from '@daqidi/standalone';
import { useSeed } from '@daqidi/testing';
import { openPermutedWorld, type PermutedWorld } from './support/permuted.js';
import { complaintRaces, transferred } from './support/told-complaints.js';

const { below } = useSeed();
let world: PermutedWorld;
beforeAll(async () => {
  world = await openPermutedWorld();
});
afterAll(() => world.stop());

const play = async (name: keyof typeof complaintRaces): Promise<string> => {
  await world.begin(below(1_000_000));
  return complaintRaces[name](world, name);
};
const complaintOf = async (id: string, person: Person = complaintCast.lettersInspector) =>
  (await world.ask(person, ReadComplaintDocument, { id })).appeal;
const slotsOf = async (id: string) =>
  (await world.ask(cast.inspector, WholeAppealDocument, { id, period: '2026-03' })).appeal?.ledgerEntry?.slots.map(
    ({ form }) => form,
  );
const withdrawalOf = async (id: string) =>
  (await world.ask(cast.petitioner, FollowOwnAppealDocument, { id })).appeal?.ledgerEntry?.withdrawal?.status;

test('an overdue clock with the old scope, after X was added: X learns of no order, and whoever stands in has it', async () => {
  const id = await play('overdueWithTheOldScope');
  expect((await complaintOf(id, cast.inspector))?.supervision?.oversight?.offices).toStrictEqual(['SECRETARIAT', 'DISCIPLINE']);
  expect((await world.ask(cast.inspector, ListOrdersDocument, { first: 20 })).supervisionOrders.total).toBe(1);
  for (const person of [cast.lettersOfficer, ...complaintCast.secondReviewers, officer('letters.head')]) {
    expect(await complaintOf(id, person)).toBeNull();
    const { supervisionOrders } = await world.ask(person, ListOrdersDocument, { first: 20 });
    expect([person.sub, supervisionOrders.total]).toStrictEqual([person.sub, 0]);
    expect((await world.ask(person, ListCasesDocument, { first: 20 })).cases.total).toBe(0);
  }
});

test('an accusation between the verdict and the opening of its entry: the case never comes to the unit that was proposed', async () => {
  const id = await play('accusedAfterTheVerdict');
  expect(await complaintOf(id, complaintCast.handler)).toBeNull();
  expect((await complaintOf(id, officer('market.handler')))?.ledgerEntry?.stage).toBe('ASSIGNED');
});

test('consent of a person who is recused in between: the successor is asked anew', async () => {
  const id = await play('consentOfWhomItAccuses');
  expect(await complaintOf(id, cast.inspector)).toBeNull();
  const seen = await complaintOf(id, officer('city-office.officer'));
  expect(seen).toMatchObject({ stage: 'DISMISSED', supervision: { oversight: { offices: ['LETTERS', 'CITY'] } } });
});

test('a proposal that a screening overtakes: consents to it have no effect, and the review goes on', async () => {
  const id = await play('proposalOvertakenByScreening');
  expect(await complaintOf(id)).toMatchObject({ stage: 'ASSIGNING', supervision: { dual: { asked: null } } });
});

test('both consents before the proposal arrives: refused then, and given once it is there', async () => {
  const id = await play('consentsBeforeTheProposal');
  expect((await complaintOf(id))?.stage).toBe('DISMISSED');
});

test('a withdrawal against the verdict: it goes on with the case, which ends without its petitioner', async () => {
  const id = await play('withdrawalAgainstTheVerdict');
  expect(await complaintOf(id)).toMatchObject({ stage: 'CLOSED', supervision: { dual: { petitionerWithdrew: true } } });
  expect(await slotsOf(id)).toStrictEqual(['SIGNED', 'WITHDRAWN', 'SIGNED', 'SIGNED']);
});

test.each(['withdrawalAgainstTheLastSignature', 'withdrawalAgainstSealing'] as const)('%s: it comes too late', async (name) => {
  const id = await play(name);
  expect([(await complaintOf(id))?.stage, await withdrawalOf(id)]).toStrictEqual(['CLOSED', 'REFUSED']);
  expect(await slotsOf(id)).toStrictEqual(['SIGNED', 'SIGNED', 'SIGNED', 'SIGNED']);
});

test('closing is requested against a new order: it waits until that is concluded', async () => {
  const id = await play('orderAgainstClosing');
  expect((await complaintOf(id))?.stage).toBe('CLOSED');
  const { supervisionOrders } = await world.ask(cast.inspector, ListOrdersDocument, { first: 20, status: 'CONCLUDED' });
  expect(supervisionOrders.total).toBeGreaterThan(0);
});

test('a track is overdue against its conclusion: nothing is held up by the order about it', async () => {
  const id = await play('trackOverdueAgainstItsConclusion');
  expect((await complaintOf(id))?.stage).toBe('CLOSED');
  expect((await complaintOf(id))?.supervision?.dual?.tracks.map(({ conclusion }) => conclusion?.finding)).toStrictEqual([
    'PARTLY_SUBSTANTIATED',
    'PARTLY_SUBSTANTIATED',
  ]);
});

test('an accused who is transferred to the head of the handling unit: the case leaves it, and he learns nothing before or after', async () => {
  const id = await play('accusedAppointedToTheUnit');
  expect((await complaintOf(id))?.stage).toBe('CLOSED');
  for (const person of [transferred, cast.handler, complaintCast.handler, complaintCast.deputy])
    expect([person.sub, await complaintOf(id, person)]).toStrictEqual([person.sub, null]);
});
