import type { KafkaBusOptions } from './kafka/options.js';
import type { CreateTopicsOptions } from './kafka/topics.js';
import type { Bus } from './port.js';

// Loaded when asked for: the embedded form starts without the library.

/** The bus on Apache Kafka; see `createKafkaBus` in `kafka/kafka-bus.ts`. */
export const createKafkaBus = async (options: KafkaBusOptions): Promise<Bus> =>
  (await import('./kafka/kafka-bus.js')).createKafkaBus(options);

/** Creates the topics that are missing and answers their names; see `kafka/topics.ts`. */
export const createTopics = async (options: CreateTopicsOptions): Promise<readonly string[]> =>
  (await import('./kafka/topics.js')).createTopics(options);
