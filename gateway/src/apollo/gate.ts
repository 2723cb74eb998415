import { LRUCache } from 'lru-cache';
import type { CallerAccount } from '../admission/callers.js';
import type { Limits } from '../limits/limits.js';
import { checkTextShape } from '../limits/text-shape.js';
import { checkVariablesShape } from '../limits/variables-shape.js';
import { createLane } from './lane.js';
import type { ListedOperations } from './listed-operations.js';

/** As it came: nothing of it is believed yet. */
export interface Asked {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** One operation on its way to its plan. */
export interface Passage {
  /** The plan is at hand; from now on the operation waits for subgraphs, unless it is heavy by itself. Its text is remembered. */
  planned(isHeavy: boolean): void;
  /** The operation has ended, however. Asking again does nothing. */
  end(): void;
}

export interface Gate {
  /** BAD_USER_INPUT for what is too large to be read, RATE_LIMITED and UNAVAILABLE where it cannot be read now. */
  enter(asked: Asked, account: Pick<CallerAccount, 'charge'>, endsAt: number): Promise<Passage>;
}

/** What reading a text that is not known yet is charged at, in ordinary requests, beside the request itself. */
const unknownWeight = 3;

/** Bytes of texts that are remembered as known. */
const knownBytes = 8 * 1_048_576;

const free: Passage = { planned: () => undefined, end: () => undefined };

const hashIn = (extensions: unknown): string | undefined => {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
  return typeof persistedQuery?.sha256Hash === 'string' ? persistedQuery.sha256Hash : undefined;
};

/**
 * Stands before Apollo Server: what has been read and planned before goes through; what has not is counted by its tokens, charged for,
 * and read one at a time, so that whoever is known, and whoever asks for health, never waits long behind it.
 */
export const createGate = (limits: Limits, listed?: ListedOperations): Gate => {
  const lane = createLane();
  const known = new LRUCache<string, { readonly isHeavy: boolean }>({
    maxSize: knownBytes,
    sizeCalculation: (_, text) => 2 * text.length + 100,
  });
  return {
    enter: async ({ query, operationName, variables, extensions }, account, endsAt) => {
      checkVariablesShape(variables, limits);
      const text = typeof query === 'string' ? query : hashIn(extensions);
      // What is no operation at all costs nothing to refuse.
      if (text === undefined) return free;
      const key = `${text} ${typeof operationName === 'string' ? operationName : ''}`;
      const before = known.get(key);
      if (before?.isHeavy === false) return free;
      if (before === undefined) {
        checkTextShape(text, limits);
        if (typeof query === 'string') listed?.check(query);
        account.charge(unknownWeight);
      }
      const { leave } = await lane.enter(endsAt);
      return {
        planned: (isHeavy) => {
          known.set(key, { isHeavy });
          if (!isHeavy) leave();
        },
        end: leave,
      };
    },
  };
};
