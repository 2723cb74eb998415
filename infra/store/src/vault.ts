import { createHash } from 'node:crypto';
import { commitment, type VaultCipher } from '@daqidi/identity';
import type { Randomness } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { createCollection } from './collection.js';

export interface VaultReference {
  readonly vaultId: string;
  readonly commitment: string;
}

interface VaultRow {
  readonly _id: string;
  readonly owner: string;
  /** Names the key that seals it: an owner whose key was destroyed gets a new one with his next text. */
  readonly key: string;
  readonly commitment: string;
  readonly sealed: string;
}

interface KeyRow {
  readonly _id: string;
  readonly wrapped: string;
}

/** A text that is named already and kept once it is decided that it is needed. */
export interface TextDraft {
  /** What an event says of it; another one after `keep` has answered false. */
  reference(): VaultReference;
  /** Keeps it. False where this id had a text before: that one stays, and whoever named this one has to decide anew. */
  keep(): Promise<boolean>;
}

/**
 * Personal data and free text: encrypted under one key per petitioner or author, named elsewhere only by id and salted
 * commitment. Destroying an owner's key erases every text and salt of his; chains stay whole.
 */
export interface Vault {
  /** Keeps the text before the event that names it is saved. The same id keeps its first text, and its commitment even when erased. */
  put(owner: string, vaultId: string, text: string): Promise<VaultReference>;
  /** The same in two steps: nothing is written before `keep`. */
  draft(owner: string, vaultId: string, text: string): TextDraft;
  /** The text, or null where it was erased. Throws where it was tampered with. */
  get(vaultId: string): Promise<string | null>;
  /** The texts that are still there, by id. */
  getMany(vaultIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Destroys the owner's key, and with it every text kept until now. */
  erase(owner: string): Promise<void>;
}

export interface VaultDeps {
  readonly connection: Connection;
  readonly cipher: VaultCipher;
  readonly randomness: Randomness;
}

export const createVault = ({ connection, cipher, randomness }: VaultDeps): Vault => {
  const texts = createCollection<VaultRow>(connection, {
    name: 'vault',
    fields: {
      owner: { type: String, required: true },
      key: { type: String, required: true },
      commitment: { type: String, required: true },
      sealed: { type: String, required: true },
    },
    indexes: {},
    queries: {},
  });
  const keys = createCollection<KeyRow>(connection, {
    name: 'vault_keys',
    fields: { wrapped: { type: String, required: true } },
    indexes: {},
    queries: {},
  });

  const keyOf = async (owner: string): Promise<string> => {
    const existing = await keys.byId(owner);
    if (existing !== null) return existing.wrapped;
    const { wrapped } = cipher.newDataKey(randomness);
    if (await keys.insert({ _id: owner, wrapped })) return wrapped;
    return keyOf(owner);
  };

  const nameOf = (wrapped: string): string => createHash('sm3').update(wrapped).digest('base64url');

  const open = (row: VaultRow, wrapped: string): string => {
    const { salt, text } = JSON.parse(cipher.decrypt(wrapped, row.sealed, `${row.owner}|${row._id}`)) as {
      salt: string;
      text: string;
    };
    if (commitment(Buffer.from(salt, 'base64url'), text) !== row.commitment)
      throw new Error(`${row._id} is not what was committed to`);
    return text;
  };

  const draft: Vault['draft'] = (owner, vaultId, text) => {
    const salt = randomness.bytes(16);
    let reference: VaultReference = { vaultId, commitment: commitment(salt, text) };
    return {
      reference: () => reference,
      keep: async () => {
        const wrapped = await keyOf(owner);
        const row: VaultRow = {
          _id: vaultId,
          owner,
          key: nameOf(wrapped),
          commitment: reference.commitment,
          sealed: cipher.encrypt(wrapped, JSON.stringify({ salt: salt.toString('base64url'), text }), `${owner}|${vaultId}`),
        };
        // Nearly always new: whether it is there shows when it is written. Texts are never removed.
        const kept = (await texts.insert(row)) ? row : ((await texts.byId(vaultId)) as VaultRow);
        const mine = kept.commitment === reference.commitment;
        reference = { vaultId, commitment: kept.commitment };
        return mine;
      },
    };
  };

  const put: Vault['put'] = async (owner, vaultId, text) => {
    const { keep, reference } = draft(owner, vaultId, text);
    await keep();
    return reference();
  };

  const getMany: Vault['getMany'] = async (vaultIds) => {
    const rows = await texts.byIds([...new Set(vaultIds)]);
    const wrapped = new Map(
      (await keys.byIds([...new Set(rows.map(({ owner }) => owner))])).map((key) => [key._id, key.wrapped]),
    );
    const found = new Map<string, string>();
    for (const row of rows) {
      const key = wrapped.get(row.owner);
      if (key !== undefined && nameOf(key) === row.key) found.set(row._id, open(row, key));
    }
    return found;
  };

  return {
    put,
    draft,
    getMany,
    get: async (vaultId) => (await getMany([vaultId])).get(vaultId) ?? null,
    erase: (owner) => keys.remove(owner),
  };
};
