import type { Draft, TextDraft, Vault, VaultReference } from '@daqidi/store';
import { checkOptionalText, checkText } from './text.js';

/** A field that has to be filled, within its bounds in characters. */
export const text =
  (minimum: number, maximum: number) =>
  (value: string, field: string): string =>
    checkText(field, value, minimum, maximum);

/** A field that may be left out. */
export const optionalText =
  (maximum: number) =>
  (value: string | null | undefined, field: string): string | null =>
    checkOptionalText(field, value, maximum);

type Optional<Value, Kept> = null extends Value ? Kept | null : Kept;

/** How the fields of an input that are texts are checked; null where one was left out. BAD_USER_INPUT. */
export type TextFields<Input, Field extends keyof Input> = {
  readonly [Name in Field]-?: (value: Input[Name], field: string) => Optional<Input[Name], string>;
};

/** What events say of those texts. */
export type TextReferences<Input, Field extends keyof Input> = {
  readonly [Name in Field]-?: Optional<Input[Name], VaultReference>;
};

type Texts = Readonly<Record<string, string | null>>;

/** The texts of an input as they are to be kept. */
export const readTexts = <Input, Field extends keyof Input>(fields: TextFields<Input, Field> | undefined, input: Input): Texts =>
  Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, read]) => [
      name,
      (read as (value: unknown, field: string) => string | null)(input[name as Field], name),
    ]),
  );

export interface DraftedTexts<Input, Field extends keyof Input> extends Draft {
  references(): TextReferences<Input, Field>;
}

/** Names the texts of one input; `keep` stores them. */
export const draftTexts = <Input, Field extends keyof Input>(
  vault: Pick<Vault, 'draft'>,
  texts: Texts,
  idOf: (field: string) => string,
  /** What is kept with them, under names of its own. */
  beside: readonly Draft[] = [],
): DraftedTexts<Input, Field> => {
  const drafts: readonly (readonly [string, TextDraft | null])[] = Object.entries(texts).map(([field, value]) => [
    field,
    value === null ? null : vault.draft(idOf(field), value),
  ]);
  return {
    references: () =>
      Object.fromEntries(drafts.map(([field, draft]) => [field, draft?.reference() ?? null])) as TextReferences<Input, Field>,
    keep: async (of) => {
      let mine = true;
      // One after the other: the first text of an owner makes his key.
      for (const draft of [...drafts.map(([, each]) => each), ...beside])
        if (draft !== null && !(await draft.keep(of))) mine = false;
      return mine;
    },
  };
};
