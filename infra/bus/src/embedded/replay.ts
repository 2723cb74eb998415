import { type Logger, unavailable } from '@daqidi/runtime';
import type { Pauses } from '../pause.js';
import type { Replay, ReplayOptions } from '../port.js';
import { startLane } from './lane.js';
import type { BusStorage } from './storage.js';

export interface EmbeddedReplay extends Replay {
  wake(topic: string, partition: number): void;
}

interface ReplayDeps extends ReplayOptions {
  readonly storage: BusStorage;
  readonly pauses: Pauses;
  readonly log: Logger;
}

const readAhead = 256;

/** `caughtUp` rejects with UNAVAILABLE where it was stopped before. */
export const startReplay = ({ topics, onRecord, storage, pauses, log }: ReplayDeps): EmbeddedReplay => {
  let arrived: () => void = () => undefined;
  let gaveUp: (error: Error) => void = () => undefined;
  const caughtUp = new Promise<void>((resolve, reject) => {
    arrived = resolve;
    gaveUp = reject;
  });
  caughtUp.catch(() => undefined);

  const behind = new Map<string, number>();
  const arrive = (lane: string, next: number): void => {
    if (next >= (behind.get(lane) ?? 0)) behind.delete(lane);
    if (behind.size === 0) arrived();
  };
  const all = [...new Set(topics)].flatMap((topic) =>
    Array.from({ length: storage.partitions }, (_, partition) => ({ topic, partition, name: `${partition}/${topic}` })),
  );
  for (const { topic, partition, name } of all) {
    const end = storage.end(topic, partition);
    if (end > 0) behind.set(name, end);
  }
  if (behind.size === 0) arrived();
  const lanes = new Map(
    all.map(({ topic, partition, name }) => [
      name,
      startLane({
        from: 0,
        read: (from) => storage.read(topic, partition, from, readAhead),
        deliver: onRecord,
        taken: (next) => arrive(name, next),
        pauses,
        log: log.child({ replay: true, topic, partition }),
      }),
    ]),
  );

  return {
    caughtUp,
    wake: (topic, partition) => lanes.get(`${partition}/${topic}`)?.wake(),
    stop: async () => {
      gaveUp(unavailable(new Error('the replay was stopped')));
      for (const lane of lanes.values()) lane.stop();
      await Promise.all([...lanes.values()].map(({ done }) => done));
    },
  };
};
