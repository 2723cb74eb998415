import type { Logger } from '@daqidi/runtime';
import type { Pauses } from '../pause.js';
import type { ConsumeOptions, Consumption } from '../port.js';
import { createCommits } from './commits.js';
import { type Lane, startLane } from './lane.js';
import type { BusStorage } from './storage.js';

/** Records read ahead per partition. */
const readAhead = 64;

type Member = Pick<ConsumeOptions, 'topics' | 'onRecord'>;

interface Held {
  readonly owner: Member;
  readonly lane: Lane;
  leaving: boolean;
}

/** The members of one consumer group and who has which partition. Lives as long as the bus. */
export interface Group {
  join(member: Member): Consumption;
  wake(topic: string, partition: number): void;
  /** Offset of the first record not taken. */
  position(topic: string, partition: number): number;
  close(): Promise<void>;
}

interface GroupDeps {
  readonly name: string;
  readonly storage: BusStorage;
  readonly pauses: Pauses;
  readonly log: Logger;
}

export const createGroup = ({ name, storage, pauses, log }: GroupDeps): Group => {
  const commits = createCommits(storage, name, log);
  const positions = new Map<string, number>();
  const members: Member[] = [];
  const held = new Map<string, Held>();
  const stops = new Set<() => Promise<void>>();
  const laneName = (topic: string, partition: number): string => `${partition}/${topic}`;

  const position = (topic: string, partition: number): number => {
    const lane = laneName(topic, partition);
    const known = positions.get(lane) ?? storage.committed(name, topic, partition);
    positions.set(lane, known);
    return known;
  };

  const begin = (owner: Member, topic: string, partition: number): Held => ({
    owner,
    leaving: false,
    lane: startLane({
      from: position(topic, partition),
      read: (from) => storage.read(topic, partition, from, readAhead),
      deliver: owner.onRecord,
      taken: (next) => {
        positions.set(laneName(topic, partition), next);
        commits.note({ topic, partition, next });
      },
      pauses,
      log: log.child({ group: name, topic, partition }),
    }),
  });

  const ownerOf = (topic: string, partition: number): Member | undefined => {
    const listening = members.filter((member) => member.topics.includes(topic));
    return listening[partition % listening.length];
  };

  /** Brings one lane to its rightful owner; the former one finishes the record in hand first. */
  const adjust = (topic: string, partition: number): void => {
    const lane = laneName(topic, partition);
    const owner = ownerOf(topic, partition);
    const current = held.get(lane);
    if (current === undefined) {
      if (owner !== undefined) held.set(lane, begin(owner, topic, partition));
    } else if (current.owner !== owner && !current.leaving) {
      current.leaving = true;
      current.lane.stop();
      void current.lane.done.then(() => {
        held.delete(lane);
        adjust(topic, partition);
      });
    }
  };

  const rebalance = (topics: readonly string[]): void => {
    for (const topic of topics) for (let partition = 0; partition < storage.partitions; partition += 1) adjust(topic, partition);
  };

  const leave = async (member: Member): Promise<void> => {
    const lanes = [...held.values()].filter(({ owner }) => owner === member);
    members.splice(members.indexOf(member), 1);
    rebalance(member.topics);
    await Promise.all(lanes.map(({ lane }) => lane.done));
    await commits.flush();
  };

  return {
    join: (member) => {
      let leaving: Promise<void> | null = null;
      const stop = (): Promise<void> => {
        leaving ??= leave(member).finally(() => stops.delete(stop));
        return leaving;
      };
      stops.add(stop);
      members.push(member);
      rebalance(member.topics);
      return { stop };
    },
    wake: (topic, partition) => held.get(laneName(topic, partition))?.lane.wake(),
    position,
    close: async () => {
      await Promise.all([...stops].map((stop) => stop()));
    },
  };
};
