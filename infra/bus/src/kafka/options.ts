import type { ConnectionOptions } from 'node:tls';
import type { Logger, Randomness } from '@daqidi/runtime';
import type { ISocketFactory } from 'kafkajs';
import type { Pauses } from '../pause.js';

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** How to reach the brokers and who to be there. */
export interface KafkaConnection {
  /** `host:port` of some of the brokers; the others are found through them. */
  readonly brokers: readonly string[];
  /** Names this process in the broker's logs and quotas. */
  readonly clientId: string;
  readonly log: Logger;
  /** True for TLS with the system's authorities. */
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: KafkaSasl;
  /** Opens connections; plain TCP or TLS unless given. */
  readonly socketFactory?: ISocketFactory;
}

/**
 * So many restarts of a consumer within so many milliseconds; one more, and the bus gives up. Only crashes while a broker
 * answers count: one that is away is waited for.
 */
export interface RestartBudget {
  readonly restarts: number;
  readonly within: number;
}

export interface KafkaBusOptions extends KafkaConnection {
  /** Of every topic. A topic with another count is refused: keys would be on other partitions than here. */
  readonly partitions: number;
  /** Names the groups that replays read as. */
  readonly randomness: Randomness;
  readonly restartBudget?: RestartBudget;
  /** Called once when a consumer cannot be kept alive within the budget: the process is of no use any more. */
  fail(error: Error): void;
  /** Before a record that was not taken is delivered again. */
  readonly redelivery?: Pauses;
  /** Milliseconds without a sign of life after which a member's partitions go to others. */
  readonly sessionTimeout?: number;
}
