import { placeOf, streamNameOf } from '../../src/apply-record.js';
import type { ConsumerOptions, createConsumer } from '../../src/consumer.js';
import type { DeadLetter, DeadLetterStore } from '../../src/dead-letter.js';
import type { DeliveredRecord } from '../../src/port.js';

type Create = typeof createConsumer;

const entryFor = (record: DeliveredRecord, detail: string): DeadLetter => ({
  id: placeOf(record),
  stream: streamNameOf(record),
  position: Number(record.offset),
  reason: 'FAILED',
  detail,
  setAsideAt: '2026-11-23T00:00:00.000Z',
  record,
});

/** A consumer of twenty lines, as one would write it in a hurry; `onFailure` decides what becomes of a failed record. */
const hasty =
  (onFailure: (options: ConsumerOptions, record: DeliveredRecord, error: unknown) => Promise<void>): Create =>
  (options) => {
    let stop: () => Promise<void> = async () => undefined;
    const onRecord = async (record: DeliveredRecord): Promise<void> => {
      try {
        const event = options.decode(record);
        await options.handlers[event.type]?.(event);
      } catch (error) {
        await onFailure(options, record, error);
      }
    };
    return {
      start: async () => {
        ({ stop } = await options.bus.consume({ group: options.group, topics: options.topics, onRecord }));
      },
      stop: () => stop(),
      redrive: async () => ({ applied: 0, remaining: 0 }),
      lag: () => options.bus.lag(options.group, options.topics),
    };
  };

/** Sets the failed record aside alone: later events of its stream overtake it. */
export const overtaking: Create = hasty((options, record, error) =>
  options.deadLetters.setAside(entryFor(record, String(error))),
);

/** Logs and goes on. */
export const swallowing: Create = hasty(async () => undefined);

/** Sets aside whatever fails, even where only the store was away. */
export const neverWaiting =
  (create: Create): Create =>
  (options) => {
    const handlers = Object.fromEntries(
      Object.entries(options.handlers).map(([type, handle]) => [
        type,
        (event: Parameters<typeof handle>[0]) =>
          handle(event).catch((error: unknown) => {
            throw new Error(String(error));
          }),
      ]),
    );
    return create({ ...options, handlers });
  };

/** Opens the stream as soon as a redrive begins: what arrives meanwhile overtakes. */
export const openingTooEarly =
  (create: Create): Create =>
  (options) => {
    let redriving = false;
    const deadLetters: DeadLetterStore = {
      ...options.deadLetters,
      list: async (stream) => (redriving ? [] : options.deadLetters.list(stream)),
    };
    const consumer = create({ ...options, deadLetters });
    return {
      ...consumer,
      redrive: async (stream) => {
        const entries = await options.deadLetters.list(stream);
        redriving = true;
        for (const { id, record } of entries) {
          const event = options.decode(record);
          await options.handlers[event.type]?.(event);
          await options.deadLetters.remove(id);
        }
        redriving = false;
        return { applied: entries.length, remaining: 0 };
      },
    };
  };

/** Forgets at a restart which streams have dead letters. */
export const forgetful = (store: DeadLetterStore): DeadLetterStore => ({ ...store, streams: async () => [] });

/** Every consumer looks at its start only: what another member sets aside later is unknown to it. */
export const lookingOnce =
  (create: Create): Create =>
  (options) => {
    let found: Promise<readonly string[]> | null = null;
    const streams = (): Promise<readonly string[]> => {
      found ??= options.deadLetters.streams();
      return found;
    };
    return create({ ...options, deadLetters: { ...options.deadLetters, streams } });
  };

/** Answers before a dead letter is kept. */
export const keepingLater = (store: DeadLetterStore): DeadLetterStore => ({
  ...store,
  setAside: async (entry) => void store.setAside(entry).catch(() => undefined),
});
