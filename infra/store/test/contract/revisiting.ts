import { assertWhole } from './invariants.js';
import type { Checks, Instance } from './store-support.js';

const heavier = (instance: Instance, id: string, grams: number): Promise<void> =>
  instance.parcels.inform(id, (facts) => (facts.grams !== null && facts.grams >= grams ? facts : { ...facts, grams }));

export const revisitingChecks: Checks = {
  'what another document says is taken over, in any order and however often, without an event or a mark': async (world) => {
    const [one, other] = [world.open(), world.open()];
    await one.send('p');
    await Promise.all([heavier(one, 'p', 3), heavier(other, 'p', 5), heavier(one, 'p', 1)]);
    const before = await assertWhole(one, 'p');
    expect(before).toMatchObject({ seq: 1, version: 1, applied: {}, facts: { grams: 5 } });
    await heavier(other, 'p', 4);
    expect((await one.parcels.collection.byId('p'))?.rev).toBe(before?.rev);
  },

  'what another document says of one that is not there yet waits in its stub': async (world) => {
    const instance = world.open();
    await heavier(instance, 'late', 7);
    expect(await instance.parcels.collection.byId('late')).toMatchObject({ seq: 0, facts: { grams: 7 } });
    await instance.send('late');
    expect((await assertWhole(instance, 'late'))?.facts.grams).toBe(7);
  },

  'a round visits every document once before it begins anew, and saves what follows': async (world) => {
    const instance = world.open();
    const ids = Array.from({ length: 130 }, (_, at) => `p-${String(at).padStart(3, '0')}`);
    for (const id of ids) await instance.send(id);
    const visited: string[] = [];
    const visit = () =>
      instance.parcels.revisit('everyCode', (state, _, id) => {
        visited.push(id);
        return id === 'p-007' && state.notes.length === 0 ? [{ type: 'Noted', v: 1, data: { text: 'seen' } }] : [];
      });
    expect((await visit()) + (await visit())).toBe(1);
    expect(visited.sort()).toStrictEqual(ids);
    expect((await assertWhole(instance, 'p-007'))?.state.notes).toStrictEqual(['seen']);
    expect((await visit()) + (await visit())).toBe(0);
  },
};
