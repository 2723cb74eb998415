import { setTimeout as delay } from 'node:timers/promises';
import { Fatal, type Logger } from '@daqidi/runtime';

/** A server that the operator has named. */
export interface Server {
  readonly name: 'Kafka' | 'MongoDB';
  /** The setting that names it. */
  readonly variable: string;
  readonly addresses: string;
}

/** The hosts of a URI. Whatever stands before the last `@` may be a password. */
export const hostsOf = (uri: string): string =>
  uri
    .slice(uri.lastIndexOf('@') + 1)
    .replace(/^[\w+]+:\/\//, '')
    .split(/[/?]/, 1)
    .join('');

export interface Patience {
  /** To be logged to by whatever waits: remembers for what. */
  readonly log: Logger;
  /** Does the work, with a signal that ends it when patience does; then it is given up, and a line says what was waited for last. */
  inTime<Answer>(server: Server, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

export const createPatience = (milliseconds: number, log: Logger): Patience => {
  let waitingFor: string | null = null;
  const noting: Logger = {
    ...log,
    warn: (...line: [string] | [Readonly<Record<string, unknown>>, string]) => {
      const [fields] = line;
      if (typeof fields === 'object' && typeof fields.waitingFor === 'string') ({ waitingFor } = fields);
      (log.warn as (...given: typeof line) => void)(...line);
    },
  };
  return {
    log: noting,
    inTime: async ({ name, variable, addresses }, work) => {
      waitingFor = null;
      const [over, answered] = [new AbortController(), new AbortController()];
      const late = async (): Promise<never> => {
        await delay(milliseconds, undefined, { signal: answered.signal });
        over.abort();
        const last = waitingFor === null ? '' : `waited last for ${waitingFor}; `;
        throw new Fatal(`${name} did not answer within ${milliseconds} ms: ${last}${variable} names ${addresses}`);
      };
      try {
        return await Promise.race([late(), work(over.signal)]);
      } finally {
        answered.abort();
      }
    },
  };
};
