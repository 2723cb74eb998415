import { Lexer, Source, type Token, TokenKind } from 'graphql';
import { type Limits, within } from './limits.js';

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Whether a name in a selection set stands for a field: not behind `...`, `@` or `on`, and not the alias before its colon. */
const isField = (before: Token | null, token: Token, after: Token): boolean =>
  token.kind === TokenKind.NAME &&
  after.kind !== TokenKind.COLON &&
  before?.kind !== TokenKind.SPREAD &&
  before?.kind !== TokenKind.AT &&
  !(before?.kind === TokenKind.NAME && before.value === 'on');

/**
 * Counts a document's tokens in one pass, before anything recurses along it: a parser recurses along brackets, and GraphQL's rule on
 * overlapping fields is quadratic in the fields. Throws BAD_USER_INPUT naming the limit. What is not GraphQL at all is left to the
 * parser, which says so better.
 */
export const checkTextShape = (text: string, limits: Limits): void => {
  const lexer = new Lexer(new Source(text));
  const open: string[] = [];
  const counts = { tokens: 0, fields: 0, aliases: 0, directives: 0, fragmentSpreads: 0, fragments: 0 };
  const count = (limit: keyof typeof counts): void => within(limits, limit, ++counts[limit]);
  const next = (): Token => {
    try {
      return lexer.advance();
    } catch {
      return lexer.lastToken;
    }
  };
  let token = next();
  while (token.kind !== TokenKind.EOF && token.kind !== TokenKind.SOF) {
    const before = token.prev;
    const previous = token;
    token = next();
    // A lexer that cannot go on stays where it is.
    if (token === previous) return;
    count('tokens');
    if (previous.kind === TokenKind.AT) count('directives');
    if (opening.has(previous.kind)) within(limits, 'nesting', open.push(previous.kind));
    else if (closing.has(previous.kind)) open.pop();
    else if (open.at(-1) === TokenKind.BRACE_L && !open.includes(TokenKind.PAREN_L)) {
      if (previous.kind === TokenKind.COLON) count('aliases');
      else if (previous.kind === TokenKind.SPREAD && token.kind === TokenKind.NAME && token.value !== 'on')
        count('fragmentSpreads');
      else if (isField(before, previous, token)) count('fields');
    } else if (open.length === 0 && previous.kind === TokenKind.NAME && previous.value === 'fragment') count('fragments');
  }
};
