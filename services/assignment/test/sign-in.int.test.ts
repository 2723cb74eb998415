// Promise: nobody signs a result on a page that was left open: the sign-in is younger than the policy says; how long the matter was open is kept
// with the signature, for the auditor alone.
import { type LedgerWorld, openLedgerWorld, proposed } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const minute = 60_000;
/** Up to the deputy's turn. */
const confirmed = async () => {
  const { appealId, digest } = await proposed(world);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  return { appealId, digest };
};
const deputy = (ago: number) => world.officer('north-deputy', world.clock.now() - ago);

it('whoever signed in longer ago than the policy says signs nothing, and signs after signing in again', async () => {
  const signature = await confirmed();
  expect(await deputy(30 * minute + 1_000).does('countersign', signature)).toMatchObject({
    code: 'RULE_VIOLATION',
    rule: 'countersign.sign-in',
  });
  const many = 'mutation($input: CountersignManyInput!) { countersignMany(input: $input) { results { refusal { rule } } } }';
  const version = (await world.tools.model.entries.collection.byId(signature.appealId))?.version;
  const input = { requestId: 'sign-many-late', items: [{ ...signature, expectedVersion: version }] };
  const refused = await deputy(31 * minute).asks(many, { input });
  expect((refused.data as { countersignMany: object }).countersignMany).toMatchObject({
    results: [{ refusal: { rule: 'countersign.sign-in' } }],
  });
  // He is offered it all the same: what he lacks is not a right.
  const offered = '{ ledgerEntry(id: "$id") { actions { name } } }'.replace('$id', signature.appealId);
  expect(JSON.stringify((await deputy(31 * minute).asks(offered)).data)).toContain('"countersign"');
  expect(await deputy(29 * minute).does('countersign', signature)).toMatchObject({ code: null });
});

it('whoever never signs hears that it is not his, however long ago he signed in', async () => {
  const signature = await confirmed();
  expect(await world.officer('north-handler', 0).does('countersign', signature)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await world.petitioner('zhang').does('countersign', signature)).toMatchObject({ code: 'FORBIDDEN' });
});

it('it says the same of what he may not see', async () => {
  expect(await deputy(31 * minute).does('countersign', { appealId: 'none', digest: 'd' })).toMatchObject({
    rule: 'countersign.sign-in',
  });
});

it('seconds from opening to signing are within a day, kept with the signature, and read by the auditor only', async () => {
  const signature = await confirmed();
  for (const openedSeconds of [-1, 86_401])
    expect(await deputy(0).does('countersign', { ...signature, openedSeconds })).toMatchObject({ field: 'openedSeconds' });
  expect(await deputy(0).does('countersign', { ...signature, openedSeconds: 7 })).toMatchObject({ code: null });
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { slots { name openedSeconds } } }';
  const slots = async (person: string) =>
    ((await world.officer(person).asks(read, { id: signature.appealId })).data as { ledgerEntry: { slots: object[] } })
      .ledgerEntry.slots;
  expect(await slots('auditor')).toContainEqual({ name: 'LEADER_IN_CHARGE', openedSeconds: 7 });
  for (const person of ['north-deputy', 'letters-1', 'inspector'])
    expect(await slots(person)).toContainEqual({ name: 'LEADER_IN_CHARGE', openedSeconds: null });
});
