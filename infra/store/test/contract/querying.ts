import { type CollectionSpec, createCollection, mostCounted, mostExamined } from '../../src/index.js';
import { type Checks, call, everybody, sentData } from './store-support.js';

const spec: CollectionSpec = {
  name: 'things',
  fields: { kind: { type: String }, order: { type: String } },
  indexes: { byKind: { keys: { kind: 1, order: 1 } } },
  queries: { byKind: { index: 'byKind', equals: ['kind'], sort: { order: 1 } } },
};

export const queryingChecks: Checks = {
  'only registered queries are answered, with the fields they were registered with': async (world) => {
    const { collection } = world.open().parcels;
    const scope = everybody;
    await expect(collection.find('oldest', { scope })).rejects.toThrow(/no query "oldest"/);
    await expect(collection.find('newest', { scope, where: { rev: 1 } })).rejects.toThrow(/does not know rev/);
    await expect(collection.count('newest', { where: { 'keys.place': 'A' } })).rejects.toThrow(/needs seenBy/);
    await expect(collection.find('byCode', { where: { 'keys.code': 'x' }, after: 'x' })).rejects.toThrow(/no cursor/);
    await expect(collection.find('newest', { scope, where: { 'keys.order': 'x' }, after: 'x' })).rejects.toThrow(
      /given as one value/,
    );
  },

  'a query that does not fit its index is refused when it is declared': async (world) => {
    const { connection } = world.open().wire;
    const misfit = { ...spec, queries: { byOrder: { index: 'byKind', equals: ['order'] } } };
    expect(() => createCollection(connection, misfit)).toThrow(/things\.byOrder: the index does not begin with order/);
  },

  'a cursor pages through without gaps or repeats while documents come in': async (world) => {
    const instance = world.open();
    const { collection } = instance.parcels;
    const put = (n: number) => instance.send(`p-${n}`, { order: String(n).padStart(4, '0'), place: n % 2 === 0 ? 'A' : 'B' });
    await Promise.all(Array.from({ length: 20 }, (_, n) => put(100 + n * 10)));
    const seen: number[] = [];
    let after: unknown;
    for (let added = 0; ; added += 1) {
      const page = await collection.find('newest', { scope: everybody, limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.map(({ keys }) => Number(keys.order)));
      if (page.length < 3) break;
      after = page.at(-1)?.keys.order;
      // One before the cursor, one behind it.
      await put(1_000 + added);
      await put(91 - added);
    }
    expect(seen).toStrictEqual(seen.toSorted((one, other) => other - one));
    expect(new Set(seen).size).toBe(seen.length);
    for (let n = 0; n < 20; n += 1) expect(seen, `${100 + n * 10} was seen`).toContain(100 + n * 10);
    const even = await collection.find('newest', { scope: everybody, after: '0150', where: { 'keys.place': 'A' } });
    expect(even.filter(({ keys }) => Number(keys.order) >= 100).map(({ keys }) => keys.order)).toStrictEqual([
      '0140',
      '0130',
      '0120',
      '0110',
      '0100',
    ]);
  },

  'a cursor keeps to the range that was asked for': async (world) => {
    const instance = world.open();
    for (const n of [1, 2, 3, 4, 5]) await instance.send(`p-${n}`, { order: String(n) });
    const found = await instance.parcels.collection.find('newest', {
      scope: everybody,
      where: { 'keys.order': { $gte: '2' } },
      after: '4',
    });
    expect(found.map(({ keys }) => keys.order)).toStrictEqual(['3', '2']);
  },

  'a page that a filter leaves gaps in is whole, in either order, and ends where too many were looked at': async (world) => {
    const { connection } = world.open().wire;
    const wide = {
      name: 'wide',
      fields: { owner: { type: String }, order: { type: String }, colour: { type: String } },
      indexes: { byOwner: { keys: { owner: 1, order: 1 } }, facets: { keys: { _id: 1, colour: 1 } } },
      queries: { ofOwner: { index: 'byOwner', equals: ['owner'], sort: { order: 1 }, narrows: ['colour'] } },
    } as const;
    const { model, ...collection } = createCollection<{ readonly _id: string; readonly order: string }>(connection, wide);
    await model.createIndexes();
    const documents = Array.from({ length: mostExamined + 500 }, (_, number) => {
      const order = String(number).padStart(6, '0');
      const colour = number % 700 === 699 ? 'red' : number >= mostExamined ? 'late' : 'blue';
      return { _id: order, owner: 'a', order, colour };
    });
    for (let from = 0; from < documents.length; from += 2_000)
      await collection.insertMissing(documents.slice(from, from + 2_000) as never);
    const page = async (colour: string, rest: object = {}) => {
      const args = { where: { owner: 'a', colour }, limit: 3, ...rest };
      const { documents: found, complete } = await collection.page('ofOwner', args);
      return [found.map(({ order }) => Number(order)), complete];
    };
    expect(await page('red')).toStrictEqual([[699, 1_399, 2_099], true]);
    expect(await page('red', { after: '001399' })).toStrictEqual([[2_099, 2_799, 3_499], true]);
    expect(await page('red', { backwards: true })).toStrictEqual([[20_299, 19_599, 18_899], true]);
    expect(await page('late')).toStrictEqual([[], false]);
    expect(await page('late', { backwards: true, limit: 1 })).toStrictEqual([[20_499], true]);
    expect(await page('none', { after: '001399' })).toStrictEqual([[], true]);
    expect(await collection.total('ofOwner', { where: { owner: 'a', colour: 'red' } })).toStrictEqual({
      total: 28,
      exact: false,
    });
    expect(await collection.total('ofOwner', { where: { owner: 'a' } })).toStrictEqual({ total: mostCounted, exact: false });
    const few = { owner: 'a', colour: 'red', order: { $gte: '019000' } };
    expect(await collection.total('ofOwner', { where: few })).toStrictEqual({ total: 2, exact: true });
    expect(await collection.total('ofOwner', { where: { owner: 'b' } })).toStrictEqual({ total: 0, exact: true });
  },

  'counts and group counts follow what is saved': async (world) => {
    const instance = world.open();
    const { collection } = instance.parcels;
    for (const [index, place] of ['A', 'B', 'A', 'C', 'A'].entries()) await instance.send(`p-${index}`, { place });
    await instance.close('p-0');
    const where = { 'keys.status': 'OPEN' };
    expect(await collection.count('newest', { scope: everybody, where })).toBe(4);
    const open = await collection.groupCount('newest', 'keys.place', { scope: everybody, where });
    expect([...open].toSorted()).toStrictEqual([
      ['A', 2],
      ['B', 1],
      ['C', 1],
    ]);
    expect([...(await collection.groupCount('newest', 'keys.status', { scope: everybody }))].toSorted()).toStrictEqual([
      ['CLOSED', 1],
      ['OPEN', 4],
    ]);
  },

  'an insert tells a taken id from another violation; an update tells whether its guard held': async (world) => {
    const instance = world.open();
    const { collection } = instance.parcels;
    const { document } = await instance.send('p');
    await instance.store.idle();
    expect(await collection.insert({ ...document, rev: 9 })).toBe(false);
    await expect(collection.insert({ ...document, _id: 'q' })).rejects.toSatisfy(
      (error: { code: number }) => error.code === 11_000,
    );
    expect(await collection.update({ _id: 'p', rev: 9 }, { $set: { rev: 10 } })).toBe(false);
    expect(await collection.update({ _id: 'p', rev: document.rev }, { $set: { rev: 10 } })).toBe(true);
    // Nothing changes, and still the guard held.
    expect(await collection.update({ _id: 'p', rev: 10 }, { $set: { rev: 10 } })).toBe(true);
  },

  'documents without a unique key do not stand in each other’s way': async (world) => {
    const instance = world.open();
    await instance.parcels.establish(
      ['p', 'q'].map((id) => ({ id, events: [{ type: 'Closed', v: 1, data: { by: 'system' } }] })),
    );
    const taken = instance.parcels.create('r', call(), () => [{ type: 'Sent', v: 1, data: sentData('r') }]);
    expect((await taken).document.keys.code).toBe('code-r');
  },
};
