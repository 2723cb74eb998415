// Proves: the operator's check finds nothing after the scenario, with a case that waits for a unit and an answer that everybody knows (so every row, figure, chain, timer and mark equals its
// recomputation from the events), and finds each of many ways in which data can be wrong.
import { checkPlatform, type Services } from '@daqidi/ops';
import type { ServiceName } from '@daqidi/schemas';
import type { Finding } from '@daqidi/store';
import { invariant } from '@daqidi/testing';
import { deskRecipes } from './support/chaos/desk-recipes.js';
import { guideIn } from './support/chaos/fuzz-guide.js';
import { createKitchen } from './support/chaos/kitchen.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { playScenario } from './support/scenario.js';

let world: EmbeddedWorld;
let services: Services;
beforeAll(async () => {
  world = await openEmbeddedWorld();
  await playScenario(world);
  // Until then the letters office is its holder.
  await guideIn(world, '2026-04-15', (bound) => Math.min(1, bound - 1)).legal('assignEntry');
  // On the way an entry of the knowledge base is approved.
  await deskRecipes(createKitchen(world)).retireKnowledge?.();
  // Nothing may move while data is being spoilt.
  await world.embedded.platform.stop();
  services = Object.fromEntries(world.embedded.platform.services.map((each) => [each.name, each])) as unknown as Services;
});
afterAll(() => world.stop());

const modelOf = (service: ServiceName, collection: string) => {
  const model = services[service].store.archive.collection.model.db.models[collection];
  invariant(model !== undefined, `${service} has ${collection}`);
  return model;
};

type Spoilt = Record<string, unknown> & { readonly _id: string };
type Change = (document: Spoilt) => Record<string, unknown> | null;

/** Changes (or, with null, removes) the first document that `pick` accepts; answers how to put it back. */
const spoil = async (service: ServiceName, collection: string, pick: (document: Spoilt) => boolean, change: Change) => {
  const model = modelOf(service, collection);
  const documents = await model.find({}).lean<Spoilt[]>();
  const original = documents.find(pick);
  invariant(original !== undefined, `${collection} has something to spoil`);
  await model.deleteOne({ _id: original._id });
  const changed = change(structuredClone(original));
  if (changed !== null) await model.insertMany([changed], { lean: true });
  return async (): Promise<void> => {
    await model.deleteOne({ _id: original._id });
    await model.insertMany([original], { lean: true });
  };
};

const everyDocument = (): boolean => true;
const advanced = ({ seq }: Spoilt): boolean => Number(seq) > 3;
const eventOf = (service: string, seq: number) => (row: Spoilt) =>
  row.seq === seq && String(row.stream).startsWith(`${service}:`);
const firstMark = (document: Spoilt) => {
  const [stream, mark] = Object.entries(document.applied as Record<string, { seq: number; hash: string }>)[0] ?? [];
  invariant(stream !== undefined && mark !== undefined);
  return { stream, mark };
};

const corruptions: Readonly<
  Record<string, readonly [ServiceName, string, (document: Spoilt) => boolean, Change, Finding['problem']]>
> = {
  'an official changed the outcome in the document': [
    'assignment',
    'entry',
    advanced,
    (one) => ({ ...one, state: { ...(one.state as object), closedAt: '2026-01-01T00:00:00.000Z' } }),
    'STATE',
  ],
  'an archived event was changed': [
    'assignment',
    'events',
    eventOf('assignment:entry', 2),
    (row) => ({ ...row, event: { ...(row.event as object), time: '2026-03-02T02:00:00.000Z' } }),
    'CHAIN',
  ],
  'an archived event is gone': ['triage', 'events', eventOf('triage:case', 2), () => null, 'CHAIN'],
  'the last archived event is gone': [
    'intake',
    'events',
    (row) => (row.event as { type: string }).type === 'AppealEvaluated',
    () => null,
    'HEAD',
  ],
  'a document is gone': ['triage', 'case', everyDocument, () => null, 'LOST'],
  'an appeal is gone from its intake': ['intake', 'appeal', everyDocument, () => null, 'CUSTODY'],
  'a timer was disarmed': [
    'triage',
    'case',
    ({ nextDueAt }) => nextDueAt !== null,
    (one) => ({ ...one, nextDueAt: null }),
    'TIMER',
  ],
  'a timer is armed that no clock runs for': [
    'assignment',
    'entry',
    ({ nextDueAt }) => nextDueAt === null,
    (one) => ({ ...one, nextDueAt: new Date('2026-12-01') }),
    'TIMER',
  ],
  'somebody may see what he may not': [
    'supervision',
    'order',
    everyDocument,
    (one) => ({ ...one, seenBy: [...(one.seenBy as string[]), 'unit:u-housing'] }),
    'SCOPE',
  ],
  'a case is in another queue than its stage': [
    'triage',
    'case',
    everyDocument,
    (one) => ({ ...one, keys: { ...(one.keys as object), stage: 'ASSESSING' } }),
    'KEYS',
  ],
  'an appeal would not be found by the retry of its submission': [
    'intake',
    'appeal',
    everyDocument,
    ({ idempotencyKey: _, ...one }) => one,
    'KEYS',
  ],
  'what another service said was changed': [
    'intake',
    'appeal',
    ({ facts }) => (facts as { assignment: { opened: boolean } }).assignment.opened,
    (one) => ({
      ...one,
      facts: { ...(one.facts as { triage: object }), triage: { accepted: false, dismissed: false, asked: [] } },
    }),
    'FACTS',
  ],
  'an effect is missing': [
    'scoring',
    'scores',
    everyDocument,
    (row) => {
      const { stream, mark } = firstMark(row);
      return { ...row, applied: { ...(row.applied as object), [stream]: { ...mark, seq: mark.seq - 1 } } };
    },
    'BEHIND',
  ],
  'an effect is there of an event that never was': [
    'triage',
    'case',
    ({ applied }) => Object.keys(applied as object).length > 0,
    (one) => {
      const { stream, mark } = firstMark(one);
      return { ...one, applied: { ...(one.applied as object), [stream]: { ...mark, hash: 'sm3:other' } } };
    },
    'APPLIED',
  ],
  'a figure was polished': [
    'scoring',
    'contributions',
    ({ countedAs }) => countedAs === 'CLOSED',
    (row) => ({ ...row, met: row.met !== true }),
    'ROW',
  ],
  'a row of the list tells another story': ['intake', 'cases', everyDocument, (row) => ({ ...row, rev: 99, seenBy: [] }), 'ROW'],
};

test('after the scenario there is nothing to find', async () => {
  expect(await checkPlatform(services)).toStrictEqual([]);
});

for (const [name, [service, collection, pick, change, problem]] of Object.entries(corruptions)) {
  test(`it is found that ${name}`, async () => {
    const restore = await spoil(service, collection, pick, change);
    try {
      const found = (await checkPlatform(services)).map((finding) => finding.problem);
      expect(found, `${problem} is among ${[...new Set(found)].join(', ') || 'nothing'}`).toContain(problem);
    } finally {
      await restore();
    }
  });
}

test('put back as it was, there is nothing to find again', async () => {
  expect(await checkPlatform(services)).toStrictEqual([]);
});
