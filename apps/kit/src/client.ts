import type { TypedOperation } from '@daqidi/schemas/operations';
import type { Language } from './language.js';
import { type AnsweredError, offline, type Refusal, refusalOf } from './refusal.js';

export interface ClientOptions {
  /** Of the platform; empty where the page came from it. */
  readonly url?: string;
  token(): string | null;
  language(): Language;
  readonly fetch: typeof fetch;
  /** Called when the token is no longer taken. */
  signedOut(): void;
}

export interface Answered<Answer> {
  readonly data: Answer;
  /** Why parts that other services owe are missing. */
  readonly problems: readonly Refusal[];
}

export interface Client {
  /** Rejects with a `Refusal` where there is no answer at all. */
  ask<Answer, Variables>(operation: TypedOperation<Answer, Variables>, variables: Variables): Promise<Answered<Answer>>;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly AnsweredError[];
}

const isEmpty = (data: unknown): boolean =>
  typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);

/** The one place where the platform is asked. A mutation that is sent again with its `requestId` is done once. */
export const createClient = ({ url = '', token, language, fetch, signedOut }: ClientOptions): Client => ({
  ask: async (operation, variables) => {
    const bearer = token();
    let body: Body;
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'accept-language': language() === 'zh' ? 'zh-CN' : 'en',
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify({ query: operation.source, operationName: operation.name, variables }),
      });
      body = (await response.json()) as Body;
    } catch {
      throw offline();
    }
    const problems = (body.errors ?? []).map(refusalOf);
    const [first] = problems;
    if (first?.code === 'UNAUTHENTICATED') signedOut();
    if (first !== undefined && isEmpty(body.data)) throw first;
    return { data: body.data as never, problems };
  },
});
