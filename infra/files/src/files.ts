import { createHash } from 'node:crypto';
import { badInput, type Clock, conflict, type DaqidiError, newId, notFound, type Randomness } from '@daqidi/runtime';
import type { Blobs } from './blobs.js';
import { frameBytes, openRecord, sealRecord } from './frames.js';
import { headBytes, mediaTypeOf } from './media-types.js';
import { addPart, partBytes, readPart, readWhole, removeUnder, type Stored, writeWhole, writtenOf } from './parts.js';
import type { Darkroom, DeviceFacts } from './pictures.js';
import type { Scanner } from './scanner.js';

/** What a file is allowed to be, and whose it is: asked of the policy when the upload begins. */
export interface UploadTerms {
  /** The principal who has to name it in a command (`principalKey`). */
  readonly owner: string;
  /** Of one file. */
  readonly mostBytes: number;
  /** A petitioner's picture is kept without what his device wrote into it; evidence of staff is kept as it came. */
  readonly keepsOriginal: boolean;
}

/** As it was begun. Sealed under the common secret until a command names it, and removed then. */
interface Waiting extends UploadTerms {
  readonly key: string;
  readonly bytes: number;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

export type Form = 'original' | 'shown' | 'thumbnail';

/** What is known of a file once it is whole. */
export interface FileFacts {
  readonly mediaType: string;
  /** Of what is kept as the original. */
  readonly bytes: number;
  /** SM3 of the same, base64url. */
  readonly hash: string;
  /** In bytes. A petitioner's picture has no original beside what is shown. */
  readonly forms: { readonly [Name in Form]?: number };
  readonly device: DeviceFacts | null;
}

/** A file as whoever may name it has it; whoever keeps the key keeps the file. */
export interface HeldFile extends FileFacts {
  readonly id: string;
  /** Base64url. */
  readonly key: string;
  readonly name: string;
}

export type FileState = 'READY' | 'NOT_SCANNED' | 'HELD';

export interface UploadProgress {
  readonly bytes: number;
  readonly offset: number;
}

export interface FilesDeps {
  readonly blobs: Blobs;
  /** 32 bytes, the same in every process that shares the store. */
  readonly secret: Buffer;
  /** Null where the office has none: then nothing is held back. */
  readonly scanner: Scanner | null;
  readonly darkroom: Darkroom;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export interface Files {
  /** Answers the upload's id, which is all that whoever goes on with it needs. BAD_USER_INPUT for an empty or too large one. */
  begin(terms: UploadTerms, bytes: number, name: string): Promise<string>;
  /** NOT_FOUND where there is none, or a command has named it. */
  progress(id: string): Promise<UploadProgress>;
  /**
   * Takes more of it and answers up to where it is kept now: whole frames only, unless it ends. When it is whole it is looked at.
   * CONFLICT where it does not go on there, BAD_USER_INPUT for what is not taken; then nothing of it is left.
   */
  append(id: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>;
  /** Gives it up; as if it had never been. */
  drop(id: string): Promise<void>;
  /** A whole file that waits to be named by this principal; null for every other. */
  waiting(id: string, owner: string): Promise<HeldFile | null>;
  /** Somebody is about to keep its key: it does not go with the day. */
  claim(id: string): Promise<void>;
  /** He did not after all. */
  unclaim(id: string): Promise<void>;
  /** He did: from now on the key is nowhere else. */
  release(id: string): Promise<void>;
  /** Its bytes, in every form. */
  remove(id: string): Promise<void>;
  /** Whether it may be shown; looked at again where that failed before. */
  stateOf(file: HeldFile, again?: boolean): Promise<FileState>;
  /** A form of it, as it lies there; null where it has no such form. */
  stored(file: HeldFile, form: Form): Stored | null;
  read(stored: Stored, start?: number, end?: number): AsyncGenerator<Buffer>;
  /** What only processes with the common secret can read. */
  seal(record: object): string;
  open(sealed: string): unknown;
  /** Removes what began before this moment (ISO 8601) and was never named. Answers how many. */
  sweep(before: string): Promise<number>;
}

const idForm = /^\d{12}[\w-]{22}$/;
/** Of a picture: it is decoded in memory. */
export const mostPictureBytes = 40_000_000;
const waitingAt = 'waiting';
const nameLength = 200;
/** As the policy and people count them, in bytes. */
export const megabyte = 1_000_000;

const wrongOffset = (): DaqidiError => conflict();
const none = notFound;

/** As people named it, without what leads elsewhere or cannot be written. */
const cleanName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, '').trim()].slice(-nameLength).join('').replace(/^\.+/, '');
};

export const createFiles = (deps: FilesDeps): Files => {
  const { blobs, secret, scanner, darkroom, clock, randomness } = deps;
  const waitingName = (id: string): string => `${waitingAt}/${id}`;

  const waitingOf = async (id: string): Promise<Waiting> => {
    const sealed = idForm.test(id) ? await blobs.read(waitingName(id)) : null;
    if (sealed === null) throw none();
    return openRecord(secret, sealed, waitingName(id)) as Waiting;
  };

  const formAt = (id: string, form: Form): string => `${id}/${form}`;
  const originalOf = (id: string, { key, bytes }: Waiting): Stored => ({
    at: formAt(id, 'original'),
    key: Buffer.from(key, 'base64url'),
    bytes,
  });

  const factsOf = async (id: string, key: Buffer): Promise<FileFacts | null> => {
    const sealed = await blobs.read(`${id}/facts`);
    return sealed === null ? null : (openRecord(key, sealed, `${id}/facts`) as FileFacts);
  };

  const hashOf = async (content: AsyncIterable<Buffer>): Promise<string> => {
    const hash = createHash('sm3');
    for await (const piece of content) hash.update(piece);
    return hash.digest('base64url');
  };

  const remove: Files['remove'] = async (id) => {
    await removeUnder(blobs, id);
  };

  const drop: Files['drop'] = async (id) => {
    await waitingOf(id);
    await remove(id);
    await blobs.remove(waitingName(id));
  };

  const keepScan = (id: string, key: Buffer, state: FileState): Promise<void> =>
    blobs.replace(`${id}/scan`, sealRecord(key, { state }, `${id}/scan`, randomness));

  /** What is shown has passed, or nobody was there to ask. */
  const scanned = async (id: string, original: Stored): Promise<FileState> => {
    if (scanner === null) return 'READY';
    const verdict = await scanner.scan(readPart(blobs, original)).catch(() => 'AWAY' as const);
    const state = verdict === 'CLEAN' ? 'READY' : verdict === 'HELD' ? 'HELD' : 'NOT_SCANNED';
    await keepScan(id, original.key, state);
    return state;
  };

  const headOf = async (original: Stored): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of readPart(blobs, original, 0, Math.min(headBytes, original.bytes))) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  const developing = async (id: string, waiting: Waiting, mediaType: string): Promise<Omit<FileFacts, 'hash'>> => {
    const original = originalOf(id, waiting);
    const picture = await readWhole(blobs, original, mostPictureBytes);
    const { shown, thumbnail, device } = await darkroom.develop(picture, mediaType === 'image/heic');
    await writeWhole(blobs, formAt(id, 'shown'), original.key, shown, randomness);
    await writeWhole(blobs, formAt(id, 'thumbnail'), original.key, thumbnail, randomness);
    const forms = { shown: shown.length, thumbnail: thumbnail.length };
    if (waiting.keepsOriginal) return { mediaType, bytes: waiting.bytes, forms: { ...forms, original: waiting.bytes }, device };
    return { mediaType: 'image/jpeg', bytes: shown.length, forms, device: null };
  };

  /** What the device wrote into it goes last: until the facts are there, everything is made from it. */
  const withoutDevice = async ({ at }: Stored, { forms }: FileFacts): Promise<void> => {
    if (forms.original === undefined) await removeUnder(blobs, at);
  };

  /** Once it is whole; again where a crash came between. */
  const finish = async (id: string, waiting: Waiting): Promise<void> => {
    const original = originalOf(id, waiting);
    const before = await factsOf(id, original.key);
    if (before !== null) return withoutDevice(original, before);
    const { mediaType, isPicture } = await mediaTypeOf(await headOf(original), waiting.name);
    if (isPicture && waiting.bytes > mostPictureBytes)
      throw badInput('file.size', 'A picture has at most 40 MB.', '单张图片不得超过 40 MB。');
    await scanned(id, original);
    const whole = isPicture
      ? await developing(id, waiting, mediaType)
      : { mediaType, bytes: waiting.bytes, forms: { original: waiting.bytes }, device: null };
    const kept = whole.forms.original === undefined ? { ...original, at: formAt(id, 'shown'), bytes: whole.bytes } : original;
    const facts: FileFacts = { ...whole, hash: await hashOf(readPart(blobs, kept)) };
    await blobs.create(`${id}/facts`, sealRecord(original.key, facts, `${id}/facts`, randomness));
    await withoutDevice(original, facts);
  };

  const isWhole = async (id: string, waiting: Waiting): Promise<number> => {
    const key = Buffer.from(waiting.key, 'base64url');
    return (await factsOf(id, key)) === null ? writtenOf(blobs, formAt(id, 'original')) : waiting.bytes;
  };

  const finishOrDrop = async (id: string, waiting: Waiting): Promise<void> => {
    try {
      await finish(id, waiting);
    } catch (error) {
      // What is not taken is not kept either; what only failed is tried again.
      if ((error as Partial<DaqidiError>).code === 'BAD_USER_INPUT') await drop(id);
      throw error;
    }
  };

  const storedOf: Files['stored'] = ({ id, key, forms }, form) => {
    const bytes = forms[form];
    return bytes === undefined ? null : { at: formAt(id, form), key: Buffer.from(key, 'base64url'), bytes };
  };

  return {
    begin: async (terms, bytes, name) => {
      if (!Number.isSafeInteger(bytes) || bytes < 1) throw badInput('file.size', 'The file is empty.', '文件为空。');
      if (bytes > terms.mostBytes) {
        const most = Math.floor(terms.mostBytes / megabyte);
        throw badInput('file.size', `A file has at most ${most} MB.`, `单个文件不得超过 ${most} MB。`);
      }
      const now = clock.now();
      // In the order of time, so that the sweep stops at the first that is young.
      const id = `${String(Math.floor(now / 1_000)).padStart(12, '0')}${newId(randomness)}`;
      const waiting: Waiting = {
        ...terms,
        bytes,
        name: cleanName(name),
        key: randomness.bytes(32).toString('base64url'),
        at: new Date(now).toISOString(),
      };
      await blobs.create(waitingName(id), sealRecord(secret, waiting, waitingName(id), randomness));
      return id;
    },
    progress: async (id) => {
      const waiting = await waitingOf(id);
      return { bytes: waiting.bytes, offset: await isWhole(id, waiting) };
    },
    append: async (id, from, content) => {
      const waiting = await waitingOf(id);
      const original = originalOf(id, waiting);
      let offset = await isWhole(id, waiting);
      if (offset !== from) throw wrongOffset();
      let held: Buffer[] = [];
      let holding = 0;
      const flush = async (): Promise<void> => {
        const all = Buffer.concat(held);
        const isEnd = offset + all.length >= waiting.bytes;
        const taken = isEnd ? waiting.bytes - offset : all.length - (all.length % frameBytes);
        if (taken > 0 && !(await addPart(blobs, original, offset, all.subarray(0, taken), randomness))) throw wrongOffset();
        offset += taken;
        held = isEnd ? [] : [all.subarray(taken)];
        holding = all.length - taken;
      };
      try {
        for await (const piece of content) {
          held.push(Buffer.from(piece));
          holding += piece.length;
          if (holding >= partBytes) await flush();
        }
      } catch (error) {
        // Cut off: what has come is kept as far as it goes.
        await flush().catch(() => undefined);
        throw error;
      }
      await flush();
      if (offset === waiting.bytes) await finishOrDrop(id, waiting);
      return offset;
    },
    drop,
    waiting: async (id, owner) => {
      const waiting = await waitingOf(id).catch((error: unknown) => {
        if ((error as Partial<DaqidiError>).code === 'NOT_FOUND') return null;
        throw error;
      });
      if (waiting === null || waiting.owner !== owner || (await isWhole(id, waiting)) < waiting.bytes) return null;
      await finishOrDrop(id, waiting);
      const facts = await factsOf(id, Buffer.from(waiting.key, 'base64url'));
      return facts && { ...facts, id, key: waiting.key, name: waiting.name };
    },
    claim: async (id) => {
      await blobs.create(`${id}/claimed`, Buffer.from('claimed'));
    },
    unclaim: (id) => blobs.remove(`${id}/claimed`),
    release: (id) => blobs.remove(waitingName(id)),
    remove,
    stateOf: async (file, again = false) => {
      const key = Buffer.from(file.key, 'base64url');
      const sealed = await blobs.read(`${file.id}/scan`);
      if (sealed === null) return 'READY';
      const { state } = openRecord(key, sealed, `${file.id}/scan`) as { readonly state: FileState };
      const kept = storedOf(file, 'original') ?? storedOf(file, 'shown');
      return state === 'NOT_SCANNED' && again && kept !== null ? scanned(file.id, kept) : state;
    },
    stored: storedOf,
    read: (stored, start, end) => readPart(blobs, stored, start, end),
    seal: (record) => sealRecord(secret, record, 'record', randomness).toString('base64url'),
    open: (sealed) => openRecord(secret, Buffer.from(sealed, 'base64url'), 'record'),
    sweep: async (before) => {
      let removed = 0;
      const limit = Math.floor(Date.parse(before) / 1_000);
      for (const { name } of await blobs.list(`${waitingAt}/`)) {
        const id = name.slice(waitingAt.length + 1);
        if (Number(id.slice(0, 12)) >= limit) break;
        // Named by a command that was accepted, or its claim would be gone by now: the key lies elsewhere.
        if ((await blobs.read(`${id}/claimed`)) === null) await remove(id);
        await blobs.remove(name);
        removed += 1;
      }
      return removed;
    },
  };
};
