import { ForkDetected } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';
import { type Checks, everybody, foreign, type Instance } from './store-support.js';

const events = foreign('post:parcel:p', 'Noted', [{ n: 1 }, { n: 2 }, { n: 3 }]);
const others = foreign('scale:load:1', 'Weighed', [{ grams: 5 }, { grams: 7 }]);

const fold = (instance: Instance, event: EventEnvelope): Promise<void> =>
  instance.tallies.apply('t', event, (row) =>
    event.type === 'Noted'
      ? { ...row, notes: row.notes + 1, seenBy: ['office:POST'], barred: ['unit:7'] }
      : { ...row, grams: (event.data as { grams: number }).grams },
  );

export const rowChecks: Checks = {
  'each event is folded once, however often, by whomever and among which others it comes': async (world) => {
    const instances = [world.open(), world.open()] as const;
    const [one, other] = instances;
    for (const event of events) await Promise.all([fold(one, event), fold(other, event), fold(one, event)]);
    await fold(one, others[0] as EventEnvelope);
    await fold(other, others[1] as EventEnvelope);
    for (const event of [...others, ...events]) await fold(one, event);
    const row = await one.tallies.collection.byId('t');
    expect([row?.notes, row?.grams, row?.rev]).toStrictEqual([3, 7, 5]);
    const forged = foreign('post:parcel:p', 'Noted', [{ n: 1 }, { n: 2 }, { n: 4 }]);
    await expect(fold(one, forged[2] as EventEnvelope)).rejects.toThrow(ForkDetected);
  },

  'a restart does not fold again': async (world) => {
    await fold(world.open(), events[0] as EventEnvelope);
    await world.reopen();
    const again = world.open();
    await fold(again, events[0] as EventEnvelope);
    expect((await again.tallies.collection.byId('t'))?.notes).toBe(1);
  },

  'a row thrown away under a running process is derived again from its events': async (world) => {
    const instance = world.open();
    const [first, second] = events as [EventEnvelope, EventEnvelope];
    await fold(instance, first);
    await fold(instance, second);
    await instance.tallies.collection.model.deleteOne({ _id: 't' });
    for (const event of [first, second]) await fold(instance, event);
    expect((await instance.tallies.collection.byId('t'))?.notes).toBe(2);
  },

  'what follows from another row follows from its latest revision, in whatever order it is written': async (world) => {
    const [one, other] = [world.open(), world.open()];
    const fields = (notes: number) => ({ place: 'A', notes, grams: 0, seenBy: ['office:POST'], barred: [] });
    await Promise.all([3, 1, 4, 2].map((rev) => (rev % 2 === 0 ? one : other).tallies.derive('d', rev, fields(rev))));
    await one.tallies.derive('d', 2, fields(2));
    const row = await other.tallies.collection.byId('d');
    expect([row?.rev, row?.notes, row?.applied]).toStrictEqual([4, 4, {}]);
  },

  'whoever waits for a position is answered as soon as it is reached, or told after his time': async (world) => {
    const instance = world.open();
    const stream = 'post:parcel:p';
    await fold(instance, events[0] as EventEnvelope);
    const wait = (seq: number, milliseconds: number, scope = everybody) =>
      instance.tallies.waitFor('t', { stream, seq }, milliseconds, scope);
    expect(await wait(1, 0)).toBe(true);
    expect(await wait(2, 30)).toBe(false);
    expect(await instance.tallies.waitFor('absent', { stream, seq: 1 }, 0, everybody)).toBe(false);
    for (const scope of [
      { sees: [], is: [] },
      { ...everybody, is: ['unit:7'] },
    ])
      expect(await wait(1, 0, scope)).toBe(false);
    const waiting = wait(2, 10_000);
    await fold(instance, events[1] as EventEnvelope);
    expect(await waiting).toBe(true);
  },
};
