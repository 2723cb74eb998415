import { type Randomness, randomInteger } from '@daqidi/runtime';
import type { Way } from './live-by-actions.js';
import type { Answer } from './someone.js';

interface World {
  readonly tools: { readonly randomness: Randomness };
  settled(): Promise<unknown>;
}

interface Results {
  readonly results: readonly { readonly refusal: Answer | null }[];
}

/** A mutation for many, asked for one item alone: the answer is what became of that one. */
export const asOneOfMany =
  (world: World, mutation: string): Way =>
  async (someone, item) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { results { refusal { code rule } } } }`;
    const requestId = `of-many-${randomInteger(world.tools.randomness, 2 ** 31)}`;
    const answer = await someone.asks(query, { input: { requestId, items: [item] } });
    await world.settled();
    const data = answer.data as Readonly<Record<string, Results>> | null;
    return data?.[mutation]?.results[0]?.refusal ?? answer;
  };
