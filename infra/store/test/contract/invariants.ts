import { type EventEnvelope, verifyChain } from '@daqidi/events';
import { invariant } from '@daqidi/testing';
import { noParcel, parcelSpec } from './parcel.js';
import type { Instance, Parcel, World } from './store-support.js';

/** The document's own events: what is archived and what is still pending. */
export const historyOf = async (instance: Instance, document: Parcel): Promise<readonly EventEnvelope[]> => {
  const bySeq = new Map<number, EventEnvelope>();
  for (const event of await instance.store.archive.ofStream(instance.parcels.streamOf(document._id))) bySeq.set(event.seq, event);
  for (const event of document.outbox) {
    const archived = bySeq.get(event.seq);
    if (archived !== undefined) expect(archived.hash, `${event.id} differs between archive and outbox`).toBe(event.hash);
    bySeq.set(event.seq, event);
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
};

/** Everything that one write keeps together agrees, at any moment. */
export const assertWhole = async (instance: Instance, id: string): Promise<Parcel | null> => {
  const document = await instance.parcels.collection.byId(id);
  if (document === null) return null;
  const history = await historyOf(instance, document);
  expect(
    history.map(({ seq }) => seq),
    `${id}: events without holes up to ${document.seq}`,
  ).toStrictEqual(Array.from({ length: document.seq }, (_, index) => index + 1));
  expect(verifyChain(history), `${id}: the chain holds`).toBeNull();
  expect(document.head).toBe(history.at(-1)?.hash ?? null);
  const state = history.reduce((known, event) => parcelSpec.evolve(known, event as never), noParcel);
  expect(document.state, `${id}: the state is the fold of the events`).toStrictEqual(state);
  expect(document.nextDueAt?.getTime() ?? null, `${id}: the timer armed is the earliest`).toBe(parcelSpec.nextDueAt(state));
  expect(document.keys, `${id}: keys`).toStrictEqual(parcelSpec.keys?.(state, document.facts));
  const hidden = document.seq === 0;
  const visibility = hidden ? { seenBy: [], barred: [] } : parcelSpec.visibility(state, document.facts);
  expect({ seenBy: document.seenBy, barred: document.barred }, `${id}: scope keys`).toStrictEqual(visibility);
  const heard = Object.values(document.applied).reduce((sum, { seq }) => sum + seq, 0);
  expect(document.facts.heard, `${id}: facts and memory of causes`).toBe(heard);
  expect(document.pendingAt === null, `${id}: pendingAt while events wait`).toBe(document.outbox.length === 0);
  return document;
};

/** Events of one stream as the broker first saw each. */
export const firstSights = (sent: readonly EventEnvelope[], stream: string): readonly number[] => [
  ...new Set(sent.filter((event) => event.stream === stream).map(({ seq }) => seq)),
];

/** After publishing: all of it is archived and sent, in order, and nothing waits. */
export const assertPublished = async (world: World, instance: Instance, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const document = await assertWhole(instance, id);
    invariant(document !== null, `${id} exists`);
    expect(document.outbox, `${id}: nothing pending`).toHaveLength(0);
    const archived = await instance.store.archive.ofStream(instance.parcels.streamOf(id));
    const numbers = Array.from({ length: document.seq }, (_, index) => index + 1);
    expect(
      archived.map(({ seq }) => seq),
      `${id}: archived`,
    ).toStrictEqual(numbers);
    expect(firstSights(world.sent, instance.parcels.streamOf(id)), `${id}: sent in order`).toStrictEqual(numbers);
  }
  expect(await instance.store.oldestPending()).toBeNull();
};

/** Lets every publishing come to its end, the swept included. */
export const publishAll = async (instance: Instance): Promise<void> => {
  await instance.store.idle();
  const before = instance.failures.length;
  while ((await instance.store.sweepOutboxes()) > 0) {
    await instance.store.idle();
    if (instance.failures.length > before) throw instance.failures[before];
  }
};

export const code = (expected: string) => (error: unknown) =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === expected;
