/** What was typed and not sent, by the name of its form; outlives the tab. */
export interface Drafts {
  read<Draft>(name: string): Draft | null;
  keep(name: string, draft: unknown): void;
  drop(name: string): void;
  /** All whose names begin so. */
  dropAll(beginning?: string): void;
}

const prefix = 'draft:';

/** Storage can be full or forbidden: a draft is a help, never a condition. */
const attempt = <Result>(act: () => Result, otherwise: Result): Result => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};

export const createDrafts = (storage: Storage): Drafts => ({
  read: (name) => attempt(() => JSON.parse(storage.getItem(`${prefix}${name}`) ?? 'null'), null),
  keep: (name, draft) => attempt(() => storage.setItem(`${prefix}${name}`, JSON.stringify(draft)), undefined),
  drop: (name) => attempt(() => storage.removeItem(`${prefix}${name}`), undefined),
  dropAll: (beginning = '') =>
    attempt(() => {
      for (const key of Object.keys(storage)) if (key.startsWith(`${prefix}${beginning}`)) storage.removeItem(key);
    }, undefined),
});
