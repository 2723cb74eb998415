import { dataOf, type GraphqlAnswer, type Person, type World } from './world.js';

export interface HttpWorldOptions {
  readonly url: string;
  token(person: Person): Promise<string>;
  /** How long to wait for an effect, in milliseconds. */
  readonly patience: number;
}

const lookEvery = 50;

/** The platform behind a gateway's URL. */
export const createHttpWorld = ({ url, token, patience }: HttpWorldOptions): World => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: Person): Promise<string> => {
    const key = `${person.kind} ${person.sub}`;
    const known = tokens.get(key) ?? token(person);
    tokens.set(key, known);
    return known;
  };
  return {
    ask: async (person, operation, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(person.kind === 'ANONYMOUS' ? {} : { authorization: `Bearer ${await tokenOf(person)}` }),
        },
        body: JSON.stringify({ query: operation.source, operationName: operation.name, variables }),
      });
      const answer: unknown = await response.json();
      return dataOf(answer as GraphqlAnswer<never>);
    },
    until: async (holds) => {
      const giveUpAt = performance.now() + patience;
      while (!(await holds())) {
        if (performance.now() > giveUpAt) throw new Error(`it did not come to pass within ${patience} ms`);
        await new Promise((resolve) => setTimeout(resolve, lookEvery));
      }
    },
  };
};
