import { createHash } from 'node:crypto';
import { badInput } from '@daqidi/runtime';
import type { CallerAccount } from '../admission/callers.js';
import { isIntrospection, type PreparedOperation } from '../execution/prepared-operations.js';
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
  /** The plan is at hand: from now on the operation waits for subgraphs. Not said of what is heavy by itself. */
  planned(): void;
  /** The operation has ended, however. Asking again does nothing. */
  end(): void;
}

export interface GateOptions {
  readonly limits: Limits;
  readonly listed: ListedOperations | undefined;
  /** The operation of this text and name whose plan is at hand in the supergraph that is in service. */
  planned(queryHash: string, operationName: string | undefined): PreparedOperation | undefined;
}

export interface Gate {
  /** BAD_USER_INPUT for what is too large to be read, RATE_LIMITED and UNAVAILABLE where it cannot be read now. */
  enter(asked: Asked, account: Pick<CallerAccount, 'charge'>, endsAt: number): Promise<Passage>;
}

/** What reading a text that is not known yet is charged at, in ordinary requests, beside the request itself. */
const unknownWeight = 3;

const free: Passage = { planned: () => undefined, end: () => undefined };

/** The hash that a client sends in place of its text. BAD_USER_INPUT for what is none. */
const hashIn = (extensions: unknown): string | undefined => {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
  const hash = persistedQuery?.sha256Hash;
  if (hash === undefined || typeof hash === 'string') return hash;
  throw badInput('extensions.persistedQuery.sha256Hash', 'A hash is a text.', '摘要应为文本。');
};

/**
 * Stands before Apollo Server: what has been read and planned before goes through; what has not is counted by its tokens, charged for,
 * and read one at a time, so that whoever is known, and whoever asks for health, never waits long behind it.
 */
export const createGate = ({ limits, listed, planned }: GateOptions): Gate => {
  const lane = createLane();
  return {
    enter: async ({ query, operationName, variables, extensions }, account, endsAt) => {
      checkVariablesShape(variables, limits);
      const given = hashIn(extensions);
      const hash = typeof query === 'string' ? createHash('sha256').update(query).digest('hex') : given;
      // What is no operation at all costs nothing to refuse.
      if (hash === undefined) return free;
      const before = planned(hash, typeof operationName === 'string' ? operationName : undefined);
      if (before && !isIntrospection(before)) return free;
      if (!before) {
        if (typeof query === 'string') {
          checkTextShape(query, limits);
          listed?.check(query);
        }
        account.charge(unknownWeight);
      }
      const { leave } = await lane.enter(endsAt);
      return { planned: leave, end: leave };
    },
  };
};
