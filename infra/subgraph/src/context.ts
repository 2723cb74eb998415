import type { Claims, Principal, Scope } from '@daqidi/identity';

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What every resolver is given; the service adds its loaders and stores. */
export interface BaseContext {
  readonly principal: Principal;
  readonly scope: Scope;
  /** The rule of the root field that is being resolved; null in nested fields and reference resolvers. */
  readonly rule: string | null;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  readonly headers: Headers;
}

export interface VerifiesContext {
  verify(token: string | undefined): Promise<Claims>;
}

/** The context of a request that did not prove who asks: root fields answer with the refusal. */
export interface RefusedContext {
  readonly refusal: unknown;
}

export const isRefused = (context: unknown): context is RefusedContext =>
  typeof context === 'object' && context !== null && 'refusal' in context;
