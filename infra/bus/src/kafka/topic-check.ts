import { type Logger, unavailable } from '@daqidi/runtime';
import { pause, pauseAfter } from '../pause.js';
import type { KafkaAdmin } from './admin.js';
import { asUnavailable, isRefused } from './kafka-error.js';
import { mismatches, partitionCounts } from './topics.js';

const patience = { first: 200, cap: 5_000 };

export interface TopicCheck {
  /** Rejects at once: UNAVAILABLE where a topic is missing or no broker answers. */
  now(topics: readonly string[]): Promise<void>;
  /** Waits for brokers and topics, saying for what; rejects with UNAVAILABLE when aborted. */
  whenReady(topics: readonly string[]): Promise<void>;
}

interface TopicCheckDeps {
  readonly admin: KafkaAdmin;
  readonly brokers: readonly string[];
  readonly partitions: number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Both reject for good where a topic has another partition count. What was seen to be right is not looked at again. */
export const createTopicCheck = ({ admin, brokers, partitions, log, signal }: TopicCheckDeps): TopicCheck => {
  const good = new Set<string>();

  /** Answers what is missing. */
  const look = async (topics: readonly string[]): Promise<readonly string[]> => {
    const unseen = topics.filter((topic) => !good.has(topic));
    if (unseen.length === 0) return [];
    const counts = await admin.use((client) => partitionCounts(client, unseen));
    const wrong = mismatches(counts, partitions);
    if (wrong.length > 0) throw new TypeError(wrong.join('; '));
    for (const topic of counts.keys()) good.add(topic);
    return unseen.filter((topic) => !counts.has(topic));
  };
  const missing = (topics: readonly string[]): string => `topics that do not exist yet: ${topics.join(', ')}`;

  return {
    now: async (topics) => {
      const lacking = await look(topics);
      if (lacking.length > 0) throw unavailable(new Error(missing(lacking)));
    },
    whenReady: async (topics) => {
      for (let failures = 1; !signal.aborted; failures += 1) {
        try {
          const lacking = await look(topics);
          if (lacking.length === 0) return;
          log.warn({ waitingFor: missing(lacking) }, 'waiting for topics: create them');
        } catch (error) {
          if (error instanceof TypeError || isRefused(error)) throw asUnavailable(error);
          log.warn({ err: error, waitingFor: `a broker (${brokers.join(', ')})` }, 'waiting for Kafka');
        }
        await pause(pauseAfter(patience, failures), signal);
      }
      throw unavailable(new Error('the bus was closed'));
    },
  };
};
