import { DaqidiError, unavailable } from '@daqidi/runtime';

interface LibraryError extends Error {
  readonly retriable?: boolean;
  /** The protocol's name of an error that a broker answered. */
  readonly type?: string;
}

const chain = (error: unknown): Error[] => {
  const list: Error[] = [];
  for (let at = error; at instanceof Error && list.length < 8; at = at.cause) list.push(at);
  return list;
};

const isUnsupported = (error: unknown): boolean =>
  chain(error).some((one) => (one as LibraryError).type === 'UNSUPPORTED_SASL_MECHANISM');

/** A wrong user, password or mechanism: waiting does not help. */
export const isRefused = (error: unknown): boolean =>
  isUnsupported(error) || chain(error).some(({ name }) => name === 'KafkaJSSASLAuthenticationError');

/** The broker answers, but does not lead the partition, or not yet. */
export const isElection = (error: unknown): boolean =>
  chain(error).some((one) => /LEADER|UNKNOWN_TOPIC_OR_PARTITION|COORDINATOR/.test(String((one as LibraryError).type)));

/** What the library says of a broker that takes connections and never answers: a plain error without a kind. */
const isMute = ({ message }: Error): boolean => message === 'Broker not connected';

/** UNAVAILABLE for what may pass (a broker is away, a leader is elected); anything else as it is. */
export const asUnavailable = (error: unknown): unknown => {
  if (error instanceof DaqidiError) return error;
  if (isUnsupported(error)) return new Error('Kafka does not offer this way to say who asks (SASL mechanism)', { cause: error });
  if (isRefused(error)) return new Error('Kafka refuses the user name or the password', { cause: error });
  // The library calls a coordinator that it did not find hopeless; where connections break, it is there the next time.
  const passing = chain(error).some(
    (one) =>
      one.name === 'KafkaJSNumberOfRetriesExceeded' ||
      one.name === 'KafkaJSGroupCoordinatorNotFound' ||
      (one as LibraryError).retriable === true ||
      isMute(one),
  );
  return passing ? unavailable(error) : error;
};
