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
    expect(new Set(references.map(({ commitment }) => commitment)).size).toBe(1);
    expect(await other.put('zhang', 'v1', 'another')).toStrictEqual(references[0]);
    expect(await other.get('v1')).toBe(text);
    const same = await one.put('zhang', 'v2', text);
    expect(same.commitment, 'salted: equal texts do not show').not.toBe(references[0]?.commitment);
    await world.reopen();
    const again = world.open().store.vault;
    expect(await again.getMany(['v1', 'v2', 'v3', 'v1'])).toStrictEqual(
      new Map([
        ['v1', text],
        ['v2', text],
      ]),
    );
    expect(await again.get('v3')).toBeNull();
  },

  'a draft is named at once and kept when asked for; where the id had a text, that one stays and is named': async (world) => {
    const { vault } = world.open().store;
    const draft = vault.draft('zhang', 'v1', text);
    const named = draft.reference();
    expect(await vault.get('v1')).toBeNull();
    expect([await draft.keep(), draft.reference(), await vault.get('v1')]).toStrictEqual([true, named, text]);
    const late = vault.draft('zhang', 'v1', 'another');
    expect(late.reference()).not.toStrictEqual(named);
    expect([await late.keep(), late.reference(), await vault.get('v1')]).toStrictEqual([false, named, text]);
    expect([await late.keep(), late.reference()]).toStrictEqual([true, named]);
  },

  'an erased owner’s texts are gone, his commitments stay, others are untouched, and he may write again': async (world) => {
    const { vault } = world.open().store;
    const reference = await vault.put('zhang', 'v1', text);
    await vault.put('li', 'v2', text);
    await vault.erase('zhang');
    expect(await vault.get('v1')).toBeNull();
    expect(await vault.get('v2')).toBe(text);
    expect(await vault.put('zhang', 'v1', text), 'a late retry brings nothing back').toStrictEqual(reference);
    expect(await vault.get('v1')).toBeNull();
    await vault.put('zhang', 'v3', 'new');
    expect(await vault.getMany(['v1', 'v2', 'v3'])).toStrictEqual(
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
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(JSON.stringify(row)).not.toContain('反映');
      expect(JSON.stringify(row)).not.toContain('other');
    }
    const texts = wire.connection.model('vault');
    const [one, other] = rows.filter(({ owner }) => owner !== undefined);
    for (const sealed of [other?.sealed, `${String(one?.sealed).slice(0, -4)}AAAA`]) {
      await texts.updateOne({ _id: 'v1' }, { $set: { sealed } });
      await expect(store.vault.get('v1')).rejects.toThrow(/does not open/);
    }
    await texts.updateOne({ _id: 'v1' }, { $set: { sealed: one?.sealed, commitment: other?.commitment } });
    await expect(store.vault.get('v1')).rejects.toThrow(/committed/);
    await texts.updateOne({ _id: 'v1' }, { $set: { commitment: one?.commitment } });
    expect(await store.vault.get('v1')).toBe(text);
  },

  'dead letters keep their order and place': async (world) => {
    const { deadLetters } = world.open().store;
    const entry = (position: number) => ({
      id: `t/0/${position}`,
      stream: 'post:parcel:p',
      position,
      reason: 'FAILED' as const,
      detail: 'Error: no',
      setAsideAt: '2026-03-02T02:00:00.000Z',
      record: { topic: 't', partition: 0, offset: String(position), key: 'k', value: '{}', headers: { ce_id: 'x' } },
    });
    for (const position of [10, 9, 100, 9]) await deadLetters.setAside(entry(position));
    await world.reopen();
    const again = world.open().store.deadLetters;
    expect(await again.streams()).toStrictEqual(['post:parcel:p']);
    expect(await again.list('post:parcel:p')).toStrictEqual([9, 10, 100].map(entry));
    await again.remove('t/0/9');
    expect(await again.list('post:parcel:p')).toStrictEqual([10, 100].map(entry));
  },
};
