import type { Vault, VaultReference } from '../../src/index.js';
import type { Checks } from './store-support.js';

const text = '反映街道办事处工作人员的问题 😀';

const keptFor = (owner: string) => ({
  owner,
  command: { stream: 'post:parcel:p', principal: 'clerk', requestId: 'request-1', inputHash: 'sm3:input' },
});

const put = async (vault: Vault, owner: string, vaultId: string, words: string): Promise<VaultReference> => {
  const draft = vault.draft(vaultId, words);
  await draft.keep(keptFor(owner));
  return draft.reference();
};

export const textsOf = async (vault: Vault, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await vault.getMany(ids))].map(([id, { text: words }]) => [id, words]));

export const vaultChecks: Checks = {
  'an id keeps its first text and commitment, whoever puts it how often': async (world) => {
    const [one, other] = [world.open().store.vault, world.open().store.vault];
    const references = await Promise.all([
      put(one, 'zhang', 'v1', text),
      put(other, 'zhang', 'v1', text),
      put(one, 'zhang', 'v1', text),
    ]);
    expect(new Set(references.map(({ commitment }) => commitment)).size).toBe(1);
    expect(await put(other, 'zhang', 'v1', 'another')).toStrictEqual(references[0]);
    expect(await other.get('v1')).toBe(text);
    const same = await put(one, 'zhang', 'v2', text);
    expect(same.commitment, 'salted: equal texts do not show').not.toBe(references[0]?.commitment);
    await world.reopen();
    const again = world.open().store.vault;
    expect(await textsOf(again, ['v1', 'v2', 'v3', 'v1'])).toStrictEqual(
      new Map([
        ['v1', text],
        ['v2', text],
      ]),
    );
    expect(await again.get('v3')).toBeNull();
  },

  'a draft is named at once and kept when asked for; where the id had a text, that one stays and is named': async (world) => {
    const { vault } = world.open().store;
    const draft = vault.draft('v1', text);
    const named = draft.reference();
    expect(await vault.get('v1')).toBeNull();
    expect([await draft.keep(keptFor('zhang')), draft.reference(), await vault.get('v1')]).toStrictEqual([true, named, text]);
    const late = vault.draft('v1', 'another');
    expect(late.reference()).not.toStrictEqual(named);
    expect([await late.keep(keptFor('zhang')), late.reference(), await vault.get('v1')]).toStrictEqual([false, named, text]);
    expect([await late.keep(keptFor('zhang')), late.reference()]).toStrictEqual([true, named]);
  },

  'an erased owner’s texts are gone, his commitments stay, others are untouched, and he may write again': async (world) => {
    const { vault } = world.open().store;
    const reference = await put(vault, 'zhang', 'v1', text);
    await put(vault, 'li', 'v2', text);
    await vault.erase('zhang');
    expect(await vault.get('v1')).toBeNull();
    expect(await vault.get('v2')).toBe(text);
    expect(await put(vault, 'zhang', 'v1', text), 'a late retry brings nothing back').toStrictEqual(reference);
    expect(await vault.get('v1')).toBeNull();
    await put(vault, 'zhang', 'v3', 'new');
    expect(await textsOf(vault, ['v1', 'v2', 'v3'])).toStrictEqual(
      new Map([
        ['v2', text],
        ['v3', 'new'],
      ]),
    );
  },

  'a row elsewhere is sealed under its owner’s key, opens as that row alone, and is gone with the key': async (world) => {
    const { vault } = world.open().store;
    const row = await vault.seal('zhang', 'row-1', text);
    expect(JSON.stringify(row)).not.toContain(text);
    expect(await vault.unseal('zhang', 'row-1', row)).toBe(text);
    await expect(vault.unseal('zhang', 'row-2', row)).rejects.toThrow();
    expect(await vault.unseal('li', 'row-1', row)).toBeNull();
    await vault.erase('zhang');
    expect(await vault.unseal('zhang', 'row-1', row)).toBeNull();
    await vault.seal('zhang', 'row-1', text);
    expect(await vault.unseal('zhang', 'row-1', row), 'a new key brings nothing back').toBeNull();
  },

  'what the database holds shows no text, and opens in no other place': async (world) => {
    const { store, wire } = world.open();
    const rows: Record<string, unknown>[] = [];
    wire.beforeWrite = ({ operation, args }) => {
      if (operation === 'insertMany') rows.push(...(args[0] as Record<string, unknown>[]));
    };
    await put(store.vault, 'zhang', 'v1', text);
    await put(store.vault, 'zhang', 'v2', 'other');
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
};
