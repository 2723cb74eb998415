import assert from 'node:assert/strict';
import { type EventEnvelope, verifyChain } from '@daqidi/events';
import { noParcel, parcelSpec } from './parcel.js';
import type { Instance, Parcel, World } from './store-support.js';

/** The document's own events: what is archived and what is still pending. */
export const historyOf = async (instance: Instance, document: Parcel): Promise<readonly EventEnvelope[]> => {
  const bySeq = new Map<number, EventEnvelope>();
  for (const event of await instance.store.archive.ofStream(instance.parcels.streamOf(document._id))) bySeq.set(event.seq, event);
  for (const event of document.outbox) {
    const archived = bySeq.get(event.seq);
    if (archived !== undefined) assert.equal(archived.hash, event.hash, `${event.id} differs between archive and outbox`);
    bySeq.set(event.seq, event);
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
};

/** Everything that one write keeps together agrees, at any moment. */
export const assertWhole = async (instance: Instance, id: string): Promise<Parcel | null> => {
  const document = await instance.parcels.collection.byId(id);
  if (document === null) return null;
  const history = await historyOf(instance, document);
  assert.deepEqual(
    history.map(({ seq }) => seq),
    Array.from({ length: document.seq }, (_, index) => index + 1),
    `${id}: events without holes up to ${document.seq}`,
  );
  assert.equal(verifyChain(history), null, `${id}: the chain holds`);
  assert.equal(document.head, history.at(-1)?.hash ?? null);
  const state = history.reduce((known, event) => parcelSpec.evolve(known, event as never), noParcel);
  assert.deepEqual(document.state, state, `${id}: the state is the fold of the events`);
  assert.equal(document.nextDueAt?.getTime() ?? null, parcelSpec.nextDueAt(state), `${id}: the timer armed is the earliest`);
  assert.deepEqual(document.keys, parcelSpec.keys(state, document.facts), `${id}: keys`);
  const hidden = document.seq === 0;
  const visibility = hidden ? { seenBy: [], barred: [] } : parcelSpec.visibility(state, document.facts);
  assert.deepEqual({ seenBy: document.seenBy, barred: document.barred }, visibility, `${id}: scope keys`);
  const heard = Object.values(document.applied).reduce((sum, { seq }) => sum + seq, 0);
  assert.equal(document.facts.heard, heard, `${id}: facts and memory of causes`);
  assert.equal(document.pendingAt === null, document.outbox.length === 0, `${id}: pendingAt while events wait`);
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
    assert.ok(document !== null, `${id} exists`);
    assert.equal(document.outbox.length, 0, `${id}: nothing pending`);
    const archived = await instance.store.archive.ofStream(instance.parcels.streamOf(id));
    const numbers = Array.from({ length: document.seq }, (_, index) => index + 1);
    assert.deepEqual(
      archived.map(({ seq }) => seq),
      numbers,
      `${id}: archived`,
    );
    assert.deepEqual(firstSights(world.sent, instance.parcels.streamOf(id)), numbers, `${id}: sent in order`);
  }
  assert.equal(await instance.store.oldestPending(), null);
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
