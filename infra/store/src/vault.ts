import { createHash } from 'node:crypto';
import { commitment, type VaultCipher } from '@daqidi/identity';
import type { Clock, Randomness } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { createCollection } from './collection.js';
import { createKeptFiles, type FileBytes } from './kept-files.js';
import { createLookups, type Lookups } from './lookups.js';
import {
  type AcceptedAmong,
  createDraft,
  createProvisional,
  createSweepPositions,
  type Draft,
  type ProvisionalRow,
  provisionalFields,
  provisionalIndexes,
  provisionalQueries,
} from './provisional.js';

export interface VaultReference {
  readonly vaultId: string;
  readonly commitment: string;
}

interface VaultRow extends ProvisionalRow {
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

/** Whose key seals every text about this case, whoever wrote it. */
export const ownerOfCase = (caseId: string): string => `case:${caseId}`;

/** Whose key seals a text that is about no case: its author's. Kind and subject together, as `principalKey` gives them. */
export const ownerAsAuthor = (principal: string): string => `author:${principal}`;

export interface KeptText {
  readonly text: string;
  /** Of what the text was written about: the stream whose event names it. */
  readonly stream: string;
}

/** A text in a row that is overwritten and removed as it is: nothing is committed to. */
export interface SealedText {
  /** Names the key that seals it. */
  readonly key: string;
  readonly sealed: string;
}

/** A text that is named already and kept once it is decided that it is needed. */
export interface TextDraft extends Draft {
  /** What an event says of it; another one after `keep` has answered false. */
  reference(): VaultReference;
}

/**
 * Personal data and free text: encrypted under one key a case, or an author, named elsewhere only by id and salted commitment.
 * Destroying an owner's key erases every text and salt of his; chains stay whole. Nothing is written before a decision; what was
 * written for a command that was not accepted in the end (a race lost, a crash) is swept.
 */
export interface Vault {
  draft(vaultId: string, text: string): TextDraft;
  /** The same for what is only kept beside texts: one for every input under the requestId. */
  draftBeside(vaultId: string, text: string): Draft;
  /** That this file's key lies under the owner's, as a text of its own: with it the bytes go. */
  draftFile(file: string): Draft;
  /** That this hash stands for the owner. */
  draftLookup: Lookups['draft'];
  /** What was kept under a hash, the oldest first. */
  lookUp: Lookups['find'];
  /** The text, or null where it was erased. Throws where it was tampered with. */
  get(vaultId: string): Promise<string | null>;
  /** The texts that are still there, by id. Whether somebody may read them, the document of their stream says. */
  getMany(vaultIds: readonly string[]): Promise<ReadonlyMap<string, KeptText>>;
  /** For a row of another collection, `about` which it is; under the same key of the owner as his texts here. */
  seal(owner: string, about: string, text: string): Promise<SealedText>;
  /** Null where the owner's key was destroyed since. Throws where it was tampered with, and for another `about`. */
  unseal(owner: string, about: string, row: SealedText): Promise<string | null>;
  /**
   * Destroys the owner's key, and with it every text and every file kept until now, and removes his look-up hashes. The bytes of files are
   * removed too; where their store is away, that is left to whoever asks again.
   */
  erase(owner: string): Promise<void>;
  /** Removes what was kept for commands that were not accepted. Answers how much it looked at. */
  sweep(accepted: AcceptedAmong): Promise<number>;
}

export interface VaultDeps {
  readonly connection: Connection;
  readonly cipher: VaultCipher;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly bytes: FileBytes;
}

export const createVault = ({ connection, cipher, clock, randomness, bytes }: VaultDeps): Vault => {
  const texts = createCollection<VaultRow>(connection, {
    name: 'vault',
    fields: {
      owner: { type: String, required: true },
      key: { type: String, required: true },
      commitment: { type: String, required: true },
      sealed: { type: String, required: true },
      ...provisionalFields,
    },
    indexes: provisionalIndexes,
    queries: provisionalQueries,
  });
  const keys = createCollection<KeyRow>(connection, {
    name: 'vault_keys',
    fields: { wrapped: { type: String, required: true } },
    indexes: {},
    queries: {},
  });
  const positions = createSweepPositions(connection);
  const provisional = createProvisional(texts, positions, clock);
  const lookups = createLookups({ connection, positions, clock });
  const files = createKeptFiles({ connection, positions, clock, bytes });

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

  const draft: Vault['draft'] = (vaultId, text) => {
    const salt = randomness.bytes(16);
    let reference: VaultReference = { vaultId, commitment: commitment(salt, text) };
    const { keep } = createDraft(clock, async ({ owner, command }) => {
      const wrapped = await keyOf(owner);
      const kept = await provisional.keep({
        _id: vaultId,
        owner,
        key: nameOf(wrapped),
        commitment: reference.commitment,
        sealed: cipher.encrypt(wrapped, JSON.stringify({ salt: salt.toString('base64url'), text }), `${owner}|${vaultId}`),
        command,
      });
      const mine = kept.commitment === reference.commitment;
      reference = { vaultId, commitment: kept.commitment };
      return mine;
    });
    return { reference: () => reference, keep };
  };

  const draftBeside: Vault['draftBeside'] = (vaultId, text) => {
    const { keep } = draft(vaultId, text);
    return {
      keep: async ({ owner, command: { inputHash: _, ...command } }) => {
        await keep({ owner, command });
        return true;
      },
    };
  };

  const getMany: Vault['getMany'] = async (vaultIds) => {
    const rows = await texts.byIds([...new Set(vaultIds)]);
    const wrapped = new Map(
      (await keys.byIds([...new Set(rows.map(({ owner }) => owner))])).map((key) => [key._id, key.wrapped]),
    );
    const found = new Map<string, KeptText>();
    for (const row of rows) {
      const key = wrapped.get(row.owner);
      if (key !== undefined && nameOf(key) === row.key) found.set(row._id, { text: open(row, key), stream: row.command.stream });
    }
    return found;
  };

  return {
    draft,
    draftBeside,
    draftFile: files.draft,
    draftLookup: lookups.draft,
    lookUp: lookups.find,
    getMany,
    get: async (vaultId) => (await getMany([vaultId])).get(vaultId)?.text ?? null,
    seal: async (owner, about, text) => {
      const wrapped = await keyOf(owner);
      return { key: nameOf(wrapped), sealed: cipher.encrypt(wrapped, text, `${owner}|${about}`) };
    },
    unseal: async (owner, about, { key, sealed }) => {
      const wrapped = (await keys.byId(owner))?.wrapped;
      return wrapped === undefined || nameOf(wrapped) !== key ? null : cipher.decrypt(wrapped, sealed, `${owner}|${about}`);
    },
    erase: async (owner) => {
      await lookups.erase(owner);
      await keys.remove(owner);
      await files.erase(owner);
    },
    sweep: async (accepted) =>
      (await provisional.sweep(accepted)) + (await lookups.sweep(accepted)) + (await files.sweep(accepted)),
  };
};
