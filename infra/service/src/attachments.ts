import { type HeldFile, megabyte } from '@daqidi/files';
import { badInput, type DaqidiError } from '@daqidi/runtime';
import type { Draft, TextDraft, VaultReference } from '@daqidi/store';
import type { ServiceTools } from './tools.js';

/** What an event says of a file: nothing of what is in it but what it is bound to. */
export interface AttachmentReference extends VaultReference {
  readonly mediaType: string;
  readonly bytes: number;
}

/** Of an input that may name files that were uploaded before. */
export interface NamesFiles {
  readonly attachments?: readonly string[] | null;
}

/** How a command takes files. */
export interface TakesFiles<State> {
  /**
   * Whose they are: a petitioner's pictures are without what his device wrote into them, whoever uploads them for him; evidence of staff may keep
   * it.
   */
  readonly of: 'PETITIONER' | 'STAFF';
  /** The bytes of what the document has already: the policy bounds the sum. */
  readonly heldBytes: (state: State) => number;
}

const tooMany = (most: number): DaqidiError =>
  badInput('attachments', `At most ${most} files at once, each once.`, `一次最多附 ${most} 个文件,且不得重复。`);

const unknownFile = (): DaqidiError =>
  badInput('attachments', 'A file is not there: upload it again.', '所附文件不存在或已过期,请重新上传。');

const tooLargeTogether = (most: number): DaqidiError =>
  badInput('attachments', `All files of a case have at most ${most} MB.`, `一件的附件合计不得超过 ${most} MB。`);

const evidenceOnly = (): DaqidiError =>
  badInput(
    'attachments',
    'A petitioner’s file is uploaded as his, not as evidence.',
    '群众材料应按群众材料上传,不得按工作证据上传。',
  );

interface Drafted {
  readonly file: HeldFile;
  readonly text: TextDraft;
  readonly row: Draft;
}

export interface DraftedFiles extends Draft {
  /** What events say of them. Throws BAD_USER_INPUT where one is not to be had, or they are too many. */
  references(heldBytes: number): readonly AttachmentReference[];
  /** Once the command is accepted: their keys are in the vault alone. */
  release(): Promise<void>;
}

/** Of all of them, and of what there was before. */
export const bytesOf = (references: readonly { readonly bytes: number }[] | undefined, before = 0): number =>
  (references ?? []).reduce((total, { bytes }) => total + bytes, before);

/** As events name files: not at all where there are none. */
export const namedFiles = <Reference>(references: readonly Reference[]): { readonly attachments?: Reference[] } =>
  references.length === 0 ? {} : { attachments: [...references] };

const noFiles: DraftedFiles = { references: () => [], keep: async () => true, release: async () => undefined };

export interface FilesAsked {
  readonly input: NamesFiles;
  /** Whose files the input names; undefined where the command takes none. */
  readonly of: TakesFiles<never>['of'] | undefined;
  /** Who has to have uploaded them (`principalKey`). */
  readonly owner: string;
  readonly now: number;
  /** Of the text under which the key of a file is kept. */
  idOf(field: string): string;
}

/**
 * The files that an input names, to be kept with its texts: a file's key is a text of the vault, under the same key and in the same way, and
 * with it the file is erased. What is wrong with them is said when it is decided: a request that was accepted before is answered
 * as it was, although nothing waits any more.
 */
export const draftFiles = async (tools: ServiceTools, asked: FilesAsked): Promise<DraftedFiles> => {
  const named = (asked.of && asked.input.attachments) ?? [];
  if (named.length === 0) return noFiles;
  const { attachmentsAtOnce, attachmentMegabytesPerCase } = tools.directory.policy(asked.now);
  if (named.length > attachmentsAtOnce || new Set(named).size < named.length) throw tooMany(attachmentsAtOnce);
  const { vault } = tools.store;
  const found = await Promise.all(named.map((id) => tools.files.waiting(id, asked.owner)));
  const drafted = found.flatMap((file): Drafted[] =>
    file === null
      ? []
      : [{ file, text: vault.draft(asked.idOf(`attachment:${file.id}`), JSON.stringify(file)), row: vault.draftFile(file.id) }],
  );
  return {
    references: (heldBytes) => {
      if (drafted.length < named.length) throw unknownFile();
      if (asked.of === 'PETITIONER' && drafted.some(({ file }) => file.device !== null)) throw evidenceOnly();
      const references = drafted.map(({ file: { mediaType, bytes }, text }) => ({ ...text.reference(), mediaType, bytes }));
      if (bytesOf(references, heldBytes) > attachmentMegabytesPerCase * megabyte)
        throw tooLargeTogether(attachmentMegabytesPerCase);
      return references;
    },
    keep: async (of) => {
      let mine = true;
      for (const { text, row } of drafted) {
        if (!(await text.keep(of))) mine = false;
        await row.keep(of);
      }
      return mine;
    },
    release: async () => {
      // Where it fails the sweep does it: what counts was saved.
      await Promise.all(drafted.map(({ file }) => tools.files.release(file.id).catch(() => undefined)));
    },
  };
};
