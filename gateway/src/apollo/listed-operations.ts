import { createHash } from 'node:crypto';
import { DaqidiError } from '@daqidi/runtime';
import { parse, print, visit } from 'graphql';

/** The operations that are let through where no others are, by their texts. */
export interface ListedOperations {
  /** Throws BAD_USER_INPUT for a text that is none of them. */
  check(text: string): void;
  /** The text of a hash (SHA-256 of the text, hexadecimal); undefined where it is none of them. */
  textOf(hash: string): string | undefined;
}

const notListed = (): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', {
    field: 'query',
    text: {
      en: 'Only the listed operations are served here, and this is none of them.',
      zh: '此处只受理已登记的操作,该操作未登记。',
    },
  });

/** One form for a text however it is laid out; clients with caches ask for `__typename` beside what was written. */
const normalForm = (text: string): string =>
  print(
    visit(parse(text, { noLocation: true }), {
      Field: ({ name, alias }) => (name.value === '__typename' && alias === undefined ? null : undefined),
    }),
  );

/** Each text one document, as a client sends it. Throws where one is not GraphQL. */
export const createListedOperations = (texts: readonly string[]): ListedOperations => {
  const byHash = new Map(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
  const exact = new Set(texts);
  const normal = new Set(texts.map(normalForm));
  const isListed = (text: string): boolean => {
    try {
      return exact.has(text) || normal.has(normalForm(text));
    } catch {
      return false;
    }
  };
  return {
    check: (text) => {
      if (!isListed(text)) throw notListed();
    },
    textOf: (hash) => byHash.get(hash),
  };
};
