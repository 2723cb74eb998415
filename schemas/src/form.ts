/** A text in both languages; empty where the contract says nothing. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export interface FormChoice {
  readonly value: string;
  readonly text: Bilingual;
}

/** One field of a mutation's input, as far as a form has to know it. */
export interface FormField {
  readonly name: string;
  readonly kind: 'TEXT' | 'ID' | 'NUMBER' | 'DECIMAL' | 'FLAG' | 'DATE' | 'CHOICE' | 'GROUP';
  readonly required: boolean;
  readonly list: boolean;
  readonly text: Bilingual;
  /** Characters at most, where the contract says so. */
  readonly longest?: number;
  /** Asked for only where another field of the same input has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** Files of the office's own, which keep what the device wrote into them; a petitioner's do not. */
  readonly evidence?: true;
  /** With choices: the name of their enumeration. */
  readonly of?: string;
  readonly choices?: readonly FormChoice[];
  readonly fields?: readonly FormField[];
}

/** What a form of one mutation is made from: derived from the contract and the policy, so that no client repeats them. */
export interface MutationForm {
  readonly mutation: string;
  /** The named operation that sends it. */
  readonly operation: string;
  /** The type that it changes: whose version it names. */
  readonly changes: string;
  /** Roles that may ever do it, wherever they hold their posts. */
  readonly roles: readonly string[];
  readonly text: Bilingual;
  readonly fields: readonly FormField[];
}
