import type { Refusal } from './refusal.js';
import type { Uploader, UploadShown } from './uploading.js';

/** A file that was chosen, and how far it is. */
export interface SentFile {
  readonly key: string;
  readonly file: File;
  /** What has arrived, from 0 to 1. */
  readonly share: number;
  /** Once all of it has arrived. */
  readonly id: string | null;
  readonly refusal: Refusal | null;
}

export interface SendingOptions {
  readonly uploader: Uploader;
  newKey(): string;
  /** What is shown with each file. */
  shown(): Promise<UploadShown>;
  asRefusal(error: unknown): Refusal;
  /** Of all of them, after each change. */
  onChange(all: readonly SentFile[]): void;
  /** Of those that have arrived, after one came or went. */
  onIds(ids: readonly string[]): void;
}

export interface Sending {
  /** Sends them at once. */
  choose(files: readonly File[]): void;
  /** Tries one again that failed. */
  again(key: string): void;
  remove(key: string): void;
}

/** Whether all have arrived: what is sent before would go without the others. */
export const isComplete = (all: readonly SentFile[]): boolean => all.every(({ id }) => id !== null);

/** Whether the same file may be taken when it is sent again: one of a wrong kind or size is not. */
export const isWorthTrying = ({ code }: Refusal): boolean => code !== 'BAD_USER_INPUT' && code !== 'RULE_VIOLATION';

/** Files that go with a form: sent when they are chosen, named when the form is. */
export const createSending = ({ uploader, newKey, shown, asRefusal, onChange, onIds }: SendingOptions): Sending => {
  let all: readonly SentFile[] = [];
  const set = (next: readonly SentFile[]): void => {
    all = next;
    onChange(all);
  };
  const tellIds = (): void => onIds(all.flatMap(({ id }) => id ?? []));
  const change = (key: string, part: Partial<SentFile>): void =>
    set(all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const send = async ({ key, file }: Pick<SentFile, 'key' | 'file'>): Promise<void> => {
    change(key, { share: 0, refusal: null });
    try {
      const id = await uploader.upload(file, await shown(), (share) => change(key, { share }));
      change(key, { id, share: 1 });
      tellIds();
    } catch (error) {
      change(key, { refusal: asRefusal(error) });
    }
  };
  return {
    choose: (files) => {
      const chosen = files.map((file) => ({ key: newKey(), file, share: 0, id: null, refusal: null }));
      set([...all, ...chosen]);
      for (const each of chosen) void send(each);
    },
    again: (key) => {
      const failed = all.find((each) => each.key === key);
      if (failed !== undefined) void send(failed);
    },
    remove: (key) => {
      set(all.filter((each) => each.key !== key));
      tellIds();
    },
  };
};
