// Promise: what becomes of a unit's requests raises an order where a case comes back too often, and lets one fall where more time was given.
import { issued, type OrderWorld, openOrderWorld, typesSaid } from './support/order-world.js';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.stop());

const before = '2026-03-30T15:59:59.999Z';
const deadline = {
  ...{ startedOn: '2026-03-02', workingDays: 22, policyVersion: 1, provisional: false },
  ...{ dueSoonAt: '2026-03-27T15:59:59.999Z', dueAt: '2026-04-01T15:59:59.999Z' },
};

it('an order asks whoever distributes why a case came back a third time, once, and holds up no closing', async () => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  const bounced = (bounces: number, upheld = true) =>
    world.hears('assignment', 'ObjectionDecided', appealId, { bounces, upheld, returnedTo: upheld ? 'u-letters' : null });
  for (const bounces of [1, 2]) await bounced(bounces);
  expect(typesSaid(world, appealId)).toEqual([]);
  await world.hearsAgain(await bounced(3));
  await bounced(3, false);
  await bounced(4);
  expect(world.said(appealId).map(({ data }) => data)).toMatchObject([
    { ground: 'BOUNCED', clock: null, unitId: 'u-letters', panel: null },
  ]);
});

it('an order falls where an extension that was asked for in time moved what had been missed', async () => {
  const { appealId, orderId } = await issued(world);
  const extended = { before, deadline };
  await world.hears('assignment', 'HandlingExtended', appealId, { ...extended, withdraws: false });
  expect(typesSaid(world, appealId)).toEqual(['OrderIssued']);
  await world.hears('assignment', 'HandlingExtended', appealId, { ...extended, withdraws: true });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'OrderWithdrawn', data: { orderId, clock: 'HANDLING' } });
});
