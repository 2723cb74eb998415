// Promise: one matter that is brought again and again, with dissatisfaction, raises one order about the first, in whatever order that is heard of.
import { accusing, places } from '@daqidi/service-testing';
import { type OrderWorld, openOrderWorld, ordersOf, typesSaid } from './support/order-world.js';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.stop());

describe('repeats', () => {
  /** So many cases of one matter, each linked to the one before; the links are heard in this order. */
  const brought = async (count: number, change: object = {}, heard = (links: number[]) => links) => {
    const ids = Array.from({ length: count }, () => world.newAppeal());
    for (const id of ids) {
      await world.hears('intake', 'AppealSubmitted', id, { ...change });
      await world.hears('assignment', 'EntryAssigned', id);
    }
    const link = (at: number) => world.hears('intake', 'RepeatLinked', ids[at] ?? '', { earlierId: ids[at - 1] });
    for (const at of heard(Array.from({ length: count - 1 }, (_, index) => index + 1))) await link(at);
    return ids as [string, ...string[]];
  };
  const dissatisfied = (id: string) => world.hears('intake', 'AppealEvaluated', id, { satisfaction: 'DISSATISFIED' });
  const said = (ids: readonly string[]) => ids.flatMap((id) => typesSaid(world, id)).filter((type) => type === 'OrderIssued');

  it('three of one matter, with dissatisfaction, raise one order about the first, whatever is heard last', async () => {
    for (const heard of [(links: number[]) => links, (links: number[]) => [...links].reverse()]) {
      const ids = await brought(4, {}, heard);
      expect(said(ids)).toEqual([]);
      await dissatisfied(ids[2] ?? '');
      await dissatisfied(ids[3] ?? '');
      expect(said(ids)).toHaveLength(1);
      const [order] = await ordersOf(world, ids[0]);
      expect(order?.state).toMatchObject({ status: 'ISSUED', unitId: 'u-north', issued: { ground: 'REPEATS', clock: null } });
      expect(order?.seenBy).toEqual(expect.arrayContaining([`region:${places.northVillage}`]));
    }
    const late = await brought(4, {}, () => []);
    await dissatisfied(late[0]);
    for (const at of [3, 1, 2]) await world.hears('intake', 'RepeatLinked', late[at] ?? '', { earlierId: late[at - 1] });
    expect(said(late)).toHaveLength(1);
  });

  it('raise it also where it is heard last that somebody has the first of them', async () => {
    const ids = Array.from({ length: 4 }, () => world.newAppeal());
    for (const id of ids) await world.hears('intake', 'AppealSubmitted', id);
    for (const [index, id] of ids.slice(1).entries())
      await world.hears('intake', 'RepeatLinked', id, { earlierId: ids[index] ?? '' });
    await dissatisfied(ids[3] ?? '');
    expect(said(ids)).toEqual([]);
    await world.hears('assignment', 'EntryAssigned', ids[0] ?? '');
    expect(said(ids)).toHaveLength(1);
    await world.hears('assignment', 'EntryAssigned', ids[1] ?? '');
    expect(said(ids)).toHaveLength(1);
  });

  it('two, or three that are satisfied with, raise none', async () => {
    const two = await brought(3);
    await dissatisfied(two[2] ?? '');
    const content = await brought(4);
    await world.hears('intake', 'AppealEvaluated', content[3] ?? '');
    expect(said([...two, ...content])).toEqual([]);
  });

  it('that are a secret raise none', async () => {
    const ids = await brought(4, { accused: { units: ['u-south'], persons: [], since: 2024 }, ...accusing('u-south') });
    await dissatisfied(ids[3] ?? '');
    expect(said(ids)).toEqual([]);
  });
});
