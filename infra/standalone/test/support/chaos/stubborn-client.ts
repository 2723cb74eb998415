import { setTimeout as delay } from 'node:timers/promises';
import { Declined, dataOf, type Person, type World } from '@daqidi/standalone';
import type { Seed } from '@daqidi/testing';

/** What the platform acknowledged: it may never be lost. */
export interface Accepted {
  readonly person: Person;
  readonly requestId: string;
  readonly position: string;
}

/** Whoever has a gateway at a URL and tokens for it. */
export interface Reachable {
  readonly url: string;
  token(person: Person): Promise<string>;
}

const lookEvery = 50;
const answerWithin = 10_000;
/** Milliseconds without an answer after which it is a failure. */
const patience = 120_000;

/** Whoever is not there now may be back soon: no connection, a torn answer, UNAVAILABLE. */
const mayPass = (error: unknown): boolean =>
  error instanceof Declined
    ? error.code === 'UNAVAILABLE'
    : error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException;

/**
 * A client that asks the same thing, with the same requestId, until it gets an answer; now and then it asks once more for what was
 * just answered, as one does whose line broke. What is acknowledged is put into `accepted`.
 */
export const createStubbornClient = ({ url, token }: Reachable, seed: Seed, accepted: Accepted[]): World => {
  const askOnce = async (person: Person, body: object): Promise<never> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(person)}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithin),
    });
    return dataOf((await response.json()) as never) as never;
  };
  const insist = async (person: Person, body: object): Promise<never> => {
    const giveUpAt = performance.now() + patience;
    for (;;) {
      try {
        return await askOnce(person, body);
      } catch (error) {
        if (!mayPass(error) || performance.now() > giveUpAt) throw error;
        await delay(lookEvery);
      }
    }
  };
  const note = (person: Person, variables: unknown, answer: object): boolean => {
    const requestId = (variables as { readonly input?: { readonly requestId?: unknown } }).input?.requestId;
    const position = (Object.values(answer)[0] as { readonly position?: unknown } | null)?.position;
    if (typeof requestId !== 'string' || typeof position !== 'string') return false;
    accepted.push({ person, requestId, position });
    return true;
  };
  return {
    ask: async (person, operation, variables) => {
      const body = { query: operation.source, operationName: operation.name, variables };
      const answer = await insist(person, body);
      if (note(person, variables, answer) && seed.below(4) === 0) note(person, variables, await insist(person, body));
      return answer;
    },
    until: async (holds) => {
      const giveUpAt = performance.now() + patience;
      while (!(await holds())) {
        if (performance.now() > giveUpAt) throw new Error(`it did not come to pass within ${patience} ms`);
        await delay(lookEvery);
      }
    },
  };
};
