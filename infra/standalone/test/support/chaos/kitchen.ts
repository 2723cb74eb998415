import { dayInShanghai } from '@daqidi/calendar';
import type { Person } from '@daqidi/standalone';
import type { EmbeddedWorld } from '../embedded-world.js';
import type { Somebody } from '../model/people.js';

export interface LegalCommand {
  readonly who: Somebody;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What has to be there first is made by the way; what is answered has to be accepted now. */
export type Recipe = () => Promise<LegalCommand>;
export type Recipes = Readonly<Record<string, Recipe>>;

/** What recipes are made with: each carries its own people and things through a world that others use too. */
export const createKitchen = (world: EmbeddedWorld) => {
  let made = 0;
  return {
    world,
    /** Another one each time. */
    next: (): number => {
      made += 1;
      return made;
    },
    /** In Asia/Shanghai, so many days from now. */
    dayIn: (days = 0): string => dayInShanghai(world.clock.now() + days * 86_400_000),
    /** Has to be accepted. Answers what is selected of it. */
    does: async (who: Person, mutation: string, input: object, selection = '__typename'): Promise<unknown> => {
      made += 1;
      const asked = { requestId: `prepared-${made}`, ...input };
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const query = `mutation($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`;
      const { data, errors } = await world.raw(who, query, { input: asked });
      await world.settled();
      expect(errors, `${who.sub} ${mutation}: ${JSON.stringify(errors)}`).toBeUndefined();
      return data?.[mutation];
    },
    asks: async (who: Person, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> => {
      const { data, errors } = await world.raw(who, query, variables);
      expect(errors, `${who.sub} ${query}: ${JSON.stringify(errors)}`).toBeUndefined();
      return data;
    },
  };
};

export type Kitchen = ReturnType<typeof createKitchen>;

/** Whoever the reference model does not know. */
export const someone = (sub: string): Somebody => ({ name: sub, sub, kind: 'OFFICER', role: null, unit: '', region: '' });
