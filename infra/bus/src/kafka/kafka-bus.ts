import { newId, unavailable } from '@daqidi/runtime';
import { checkHeaders } from '../headers.js';
import { pause } from '../pause.js';
import type { Bus, ConsumeOptions, Consumption, DeliveredRecord, Replay, ReplayOptions } from '../port.js';
import { createKafkaAdmin } from './admin.js';
import { endsOf, lagOf } from './lag.js';
import { type MemberOptions, startMember } from './member.js';
import type { KafkaBusOptions } from './options.js';
import { createProbe } from './probe.js';
import { createKafkaPublisher } from './publisher.js';
import { createProgress } from './replay.js';
import { supervise } from './supervisor.js';
import { createTopicCheck } from './topic-check.js';

/** Milliseconds that `consume` waits for its partitions. Others may be busy with records in hand: they come when they come. */
const joinPatience = 3_000;

/**
 * The bus on Apache Kafka. `consume` and `replay` wait for brokers and topics, saying for what, and reject for good where a
 * topic has another partition count; `publish` rejects with UNAVAILABLE after half a minute of trying.
 */
export const createKafkaBus = (options: KafkaBusOptions): Bus => {
  const { log, brokers, partitions, redelivery: pauses = { first: 10, cap: 5_000 }, sessionTimeout = 10_000 } = options;
  const budget = options.restartBudget ?? { restarts: 20, within: 300_000 };
  const closing = new AbortController();
  const admin = createKafkaAdmin(options);
  const up = createProbe(admin);
  const topicCheck = createTopicCheck({ admin, brokers, partitions, log, signal: closing.signal });
  const publisher = createKafkaPublisher(options, partitions);
  const stops = new Set<() => Promise<void>>();
  let closed: Promise<void> | null = null;
  let failed = false;

  const open = (): void => {
    if (closed !== null) throw unavailable(new Error('the bus is closed'));
  };
  const fail = (error: Error): void => {
    if (failed || closed !== null) return;
    failed = true;
    options.fail(error);
  };

  /** Once, and at the latest when the bus is closed. */
  const stopOnce = (end: () => Promise<void>): (() => Promise<void>) => {
    let stopped: Promise<void> | null = null;
    const stop = (): Promise<void> => {
      stopped ??= end().finally(() => stops.delete(stop));
      return stopped;
    };
    stops.add(stop);
    return stop;
  };

  /** `joined` resolves when it has its partitions, or others take too long. */
  const keepMember = (member: Pick<MemberOptions, 'group' | 'topics' | 'deliver' | 'keepOffsets'>) => {
    const joined = new AbortController();
    const own = log.child({ group: member.group });
    const onJoined = (): void => joined.abort();
    const end = supervise({
      start: () => startMember({ ...member, connection: options, sessionTimeout, pauses, log: own, onJoined }),
      budget,
      up,
      log: own,
      fail,
    });
    return { end, joined: pause(joinPatience, joined.signal) };
  };

  const consume = async ({ group, topics, onRecord }: ConsumeOptions): Promise<Consumption> => {
    open();
    const wanted = [...new Set(topics)];
    await topicCheck.whenReady(wanted);
    open();
    const { end, joined } = keepMember({ group, topics: wanted, deliver: onRecord, keepOffsets: true });
    const stop = stopOnce(end);
    await joined;
    return { stop };
  };

  const replay = async ({ topics, onRecord }: ReplayOptions): Promise<Replay> => {
    open();
    const wanted = [...new Set(topics)];
    await topicCheck.whenReady(wanted);
    const ends = await admin.use(
      async (client) => new Map(await Promise.all(wanted.map(async (topic) => [topic, await endsOf(client, topic)] as const))),
    );
    open();
    const progress = createProgress(ends);
    const deliver = async (record: DeliveredRecord): Promise<void> => {
      if (!progress.isNew(record)) return;
      await onRecord(record);
      progress.taken(record);
    };
    // The library reads only as a member of a group: one of its own, that keeps nothing and is removed.
    const group = `${options.clientId}.replay.${newId(options.randomness)}`;
    const { end, joined } = keepMember({ group, topics: wanted, deliver, keepOffsets: false });
    const stop = stopOnce(async () => {
      progress.giveUp();
      await end();
      await admin
        .use((client) => client.deleteGroups([group]))
        .catch((err: unknown) => log.debug({ err, group }, 'a group of its own is left to run out'));
    });
    await joined;
    return { caughtUp: progress.caughtUp, stop };
  };

  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([...stops].map((stop) => stop()));
    await Promise.all([publisher.close(), admin.close()]);
  };

  return {
    publish: async (topic, records) => {
      open();
      records.forEach(checkHeaders);
      if (records.length === 0) return;
      await topicCheck.now([topic]);
      await publisher.publish(topic, records);
    },
    consume,
    replay,
    lag: async (group, topics) => {
      open();
      const wanted = [...new Set(topics)];
      await topicCheck.now(wanted);
      return admin.use((client) => lagOf(client, group, wanted));
    },
    up,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};
