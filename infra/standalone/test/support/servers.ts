import { randomUUID } from 'node:crypto';

/** The broker and the database that the tests of the stack share; `npm run test:stack` brings them up. */
export interface Servers {
  readonly brokers: string;
  readonly mongoUri: string;
  /** Sets what a test makes there apart from everything else. */
  readonly mark: string;
}

export const useServers = (): Servers => {
  const { KAFKA_BROKERS: brokers, MONGODB_URI: mongoUri } = process.env;
  if (brokers === undefined || mongoUri === undefined)
    throw new Error('set KAFKA_BROKERS and MONGODB_URI, or run npm run test:stack or test:chaos, which bring them up');
  return { brokers, mongoUri, mark: `t${randomUUID().slice(0, 8)}.` };
};
