// Proves: every due date of a played month, extended, paused and objected to among them, follows from events, calendar and policy; one that was
// tampered with is named, in an event and in a document.
import { proveClocks, type Services } from '@daqidi/ops';
import type { ServiceName } from '@daqidi/schemas';
import { playObjection } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { playScenario } from './support/scenario.js';

let world: EmbeddedWorld;
let services: Services;
const months = ['2026-03', '2026-04'];
beforeAll(async () => {
  world = await openEmbeddedWorld();
  await playScenario(world);
  await playObjection(world, { run: 'objection', narrate: () => undefined });
  await world.embedded.platform.stop();
  services = Object.fromEntries(world.embedded.platform.services.map((each) => [each.name, each])) as unknown as Services;
});
afterAll(() => world.stop());

test('nothing differs, and hundreds of due dates were recomputed', async () => {
  const proofs = [];
  for (const month of months) proofs.push(await proveClocks(services, month));
  expect(proofs.flatMap(({ unproved }) => unproved)).toEqual([]);
  expect(proofs.reduce((sum, { proved }) => sum + proved, 0)).toBeGreaterThan(20);
});

const modelOf = (service: ServiceName, collection: string) => {
  const model = services[service].store.archive.collection.model.db.models[collection];
  invariant(model !== undefined, `${service} has ${collection}`);
  return model;
};

type Stored = Record<string, unknown> & { readonly _id: string };

/** Puts another document in the place of the first that fits, looks, and puts the first one back. */
const spoilt = async (
  [service, collection]: readonly [ServiceName, string],
  fits: (document: Stored) => boolean,
  change: (document: Stored) => unknown,
) => {
  const model = modelOf(service, collection);
  const original = (await model.find({}).lean<Stored[]>()).find(fits);
  invariant(original !== undefined, `${collection} has something to spoil`);
  const changed = structuredClone(original);
  change(changed);
  await model.deleteOne({ _id: original._id });
  await model.insertMany([changed], { lean: true });
  const found = [];
  for (const month of months) found.push(...(await proveClocks(services, month)).unproved);
  await model.deleteOne({ _id: original._id });
  await model.insertMany([original], { lean: true });
  return found;
};

interface SaidEvent {
  readonly type: string;
  readonly data: { readonly clock: { readonly dueAt: string; readonly workingDays: number; readonly startedOn: string } };
}
const eventOf = ({ event }: Stored): SaidEvent => event as SaidEvent;

test.each([
  ['a due date that somebody moved', { dueAt: '2026-12-31T15:59:59.999Z' }],
  ['days that no policy gives', { workingDays: 21 }],
  ['a start before the case was there', { startedOn: '2026-02-02' }],
])('%s is named', async (_, wrong) => {
  const found = await spoilt(
    ['assignment', 'events'],
    (row) => eventOf(row).type === 'EntryAssigned',
    (row) => Object.assign(eventOf(row).data.clock, wrong),
  );
  expect(
    found.some(({ field, seq, stream }) => field === 'clock' && seq !== null && stream.startsWith('assignment:entry:')),
  ).toBe(true);
});

test('so is a clock of a document that runs by what no event said', async () => {
  const found = await spoilt(
    ['assignment', 'entry'],
    ({ state }) => (state as { readonly clock: unknown }).clock !== null,
    ({ state }) => Object.assign((state as { readonly clock: object }).clock, { dueAt: '2026-12-31T15:59:59.999Z' }),
  );
  // Whichever month is asked about.
  expect(found).toHaveLength(months.length);
  for (const each of found) expect(each).toMatchObject({ seq: null, field: 'document' });
});
