import type { PrincipalKind } from '@daqidi/identity';
import type { TypedOperation } from '@daqidi/schemas/operations';

export interface Person {
  readonly sub: string;
  readonly kind: PrincipalKind;
}

/** Somebody in office. */
export const officer = (sub: string): Person => ({ sub, kind: 'OFFICER' });

/** The platform as its clients see it; the same play runs on any binding. */
export interface World {
  /** Rejects with a `Declined` where the answer has errors. */
  ask<Answer, Variables>(person: Person, operation: TypedOperation<Answer, Variables>, variables: Variables): Promise<Answer>;
  /** Resolves when `holds` does: effects in other services take a moment. */
  until(holds: () => Promise<boolean>): Promise<void>;
  /** Moves time on, where the world's clock can be moved. */
  readonly passTime?: (to: string) => Promise<void>;
}

/** What the platform answered instead of doing it. */
export class Declined extends Error {
  override readonly name = 'Declined';
  readonly code: string;
  readonly rule: string | null;

  constructor(message: string, code: string, rule: string | null) {
    super(message);
    this.code = code;
    this.rule = rule;
  }
}

export interface GraphqlAnswer<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** The data of an answer without errors. */
export const dataOf = <Answer>({ data, errors }: GraphqlAnswer<Answer>): Answer => {
  const [first] = errors ?? [];
  if (first !== undefined) {
    const { code, rule } = first.extensions ?? {};
    throw new Declined(first.message, String(code ?? 'INTERNAL'), typeof rule === 'string' ? rule : null);
  }
  if (data === null || data === undefined) throw new Error('the answer has neither data nor errors');
  return data;
};
