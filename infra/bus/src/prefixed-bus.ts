import type { Bus, DeliveredRecord } from './port.js';

/** Topics and groups under a prefix: several platforms on one Kafka know nothing of each other. */
export const prefixedBus = (bus: Bus, prefix: string): Bus => {
  const there = (name: string): string => `${prefix}${name}`;
  const here = (record: DeliveredRecord): DeliveredRecord => ({ ...record, topic: record.topic.slice(prefix.length) });
  return {
    publish: (topic, records) => bus.publish(there(topic), records),
    consume: ({ group, topics, onRecord }) =>
      bus.consume({ group: there(group), topics: topics.map(there), onRecord: (record) => onRecord(here(record)) }),
    replay: ({ topics, onRecord }) => bus.replay({ topics: topics.map(there), onRecord: (record) => onRecord(here(record)) }),
    lag: (group, topics) => bus.lag(there(group), topics.map(there)),
    up: bus.up,
    close: bus.close,
  };
};
