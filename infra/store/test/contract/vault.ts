import assert from 'node:assert/strict';
import type { Checks } from './store-support.js';

const text = '反映街道办事处工作人员的问题 😀';

export const vaultChecks: Checks = {
  'an id keeps its first text and commitment, whoever puts it how often': async (world) => {
    const [one, other] = [world.open().store.vault, world.open().store.vault];
    const references = await Promise.all([
      one.put('zhang', 'v1', text),
      other.put('zhang', 'v1', text),
      one.put('zhang', 'v1', text),
    ]);
    assert.equal(new Set(references.map(({ commitment }) => commitment)).size, 1);
    assert.deepEqual(await other.put('zhang', 'v1', 'another'), references[0]);
    assert.equal(await other.get('v1'), text);
    const same = await one.put('zhang', 'v2', text);
    assert.notEqual(same.commitment, references[0]?.commitment, 'salted: equal texts do not show');
    await world.reopen();
    const again = world.open().store.vault;
    assert.deepEqual(
      await again.getMany(['v1', 'v2', 'v3', 'v1']),
      new Map([
        ['v1', text],
        ['v2', text],
      ]),
    );
    assert.equal(await again.get('v3'), null);
  },

  'an erased owner’s texts are gone, his commitments stay, others are untouched, and he may write again': async (world) => {
    const { vault } = world.open().store;
    const reference = await vault.put('zhang', 'v1', text);
    await vault.put('li', 'v2', text);
    await vault.erase('zhang');
    assert.equal(await vault.get('v1'), null);
    assert.equal(await vault.get('v2'), text);
    assert.deepEqual(await vault.put('zhang', 'v1', text), reference, 'a late retry brings nothing back');
    assert.equal(await vault.get('v1'), null);
    await vault.put('zhang', 'v3', 'new');
    assert.deepEqual(
      await vault.getMany(['v1', 'v2', 'v3']),
      new Map([
        ['v2', text],
        ['v3', 'new'],
      ]),
    );
  },

  'what the database holds shows no text, and opens in no other place': async (world) => {
    const { store, wire } = world.open();
    const rows: Record<string, unknown>[] = [];
    wire.beforeWrite = ({ operation, args }) => {
      if (operation === 'insertMany') rows.push(...(args[0] as Record<string, unknown>[]));
    };
    await store.vault.put('zhang', 'v1', text);
    await store.vault.put('zhang', 'v2', 'other');
    assert.equal(rows.length, 3);
    for (const row of rows) assert.ok(!JSON.stringify(row).includes('反映') && !JSON.stringify(row).includes('other'));
    const texts = wire.connection.model('vault');
    const [one, other] = rows.filter(({ owner }) => owner !== undefined);
    for (const sealed of [other?.sealed, `${String(one?.sealed).slice(0, -4)}AAAA`]) {
      await texts.updateOne({ _id: 'v1' }, { $set: { sealed } });
      await assert.rejects(store.vault.get('v1'), /does not open/);
    }
    await texts.updateOne({ _id: 'v1' }, { $set: { sealed: one?.sealed, commitment: other?.commitment } });
    await assert.rejects(store.vault.get('v1'), /committed/);
    await texts.updateOne({ _id: 'v1' }, { $set: { commitment: one?.commitment } });
    assert.equal(await store.vault.get('v1'), text);
  },

  'parked records keep their order and place': async (world) => {
    const { parked } = world.open().store;
    const entry = (position: number) => ({
      id: `t/0/${position}`,
      stream: 'post:parcel:p',
      position,
      reason: 'FAILED' as const,
      detail: 'Error: no',
      parkedAt: '2026-03-02T02:00:00.000Z',
      record: { topic: 't', partition: 0, offset: String(position), key: 'k', value: '{}', headers: { ce_id: 'x' } },
    });
    for (const position of [10, 9, 100, 9]) await parked.park(entry(position));
    await world.reopen();
    const again = world.open().store.parked;
    assert.deepEqual(await again.streams(), ['post:parcel:p']);
    assert.deepEqual(await again.list('post:parcel:p'), [9, 10, 100].map(entry));
    await again.remove('t/0/9');
    assert.deepEqual(await again.list('post:parcel:p'), [10, 100].map(entry));
  },
};
