import type { Bus, BusRecord, DeliveredRecord } from '../../src/port.js';
import { gate as createGate, until } from '../support/until.js';

export interface BusHarness {
  readonly bus: Bus;
  /** The same bus after a clean close. */
  reopen(): Promise<Bus>;
  /** The bus as the death of the process right now would leave it. The former one is not used any more, but ended by `end`. */
  crash(): Promise<Bus>;
  end(): Promise<void>;
}

export type MakeBus = () => Promise<BusHarness>;

export interface Check {
  readonly name: string;
  run(makeBus: MakeBus): Promise<void>;
}

export const topic = 'daqidi.contract.v1';
export const group = 'reader';

export const record = (key: string, n: number): BusRecord => ({
  key,
  value: JSON.stringify({ n }),
  headers: { ce_seq: String(n) },
});
export const numberOf = ({ value }: BusRecord): number => (JSON.parse(value) as { n: number }).n;
export const records = (keys: readonly string[], from: number, to: number): BusRecord[] => {
  const list: BusRecord[] = [];
  for (let n = from; n <= to; n += 1) for (const key of keys) list.push(record(key, n));
  return list;
};
export const manyKeys = Array.from({ length: 24 }, (_, index) => `case-${index}`);

export const collector = () => {
  const seen: DeliveredRecord[] = [];
  const numbers = (key: string): number[] => seen.filter((one) => one.key === key).map(numberOf);
  return { seen, numbers, onRecord: async (one: DeliveredRecord): Promise<void> => void seen.push(one) };
};

export const upTo = (to: number, from = 1): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

export const collect = async (bus: Bus, groupName: string, count: number, topics: readonly string[] = [topic]) => {
  const collected = collector();
  const consumption = await bus.consume({ group: groupName, topics, onRecord: collected.onRecord });
  await until(`${groupName} has ${count} records`, () => collected.seen.length >= count);
  await consumption.stop();
  return collected;
};

export type Body = (harness: BusHarness, gate: typeof createGate) => Promise<void>;

/** Every gate is opened in the end, so that handlers held by a failed check do not keep the bus from closing. */
export const withBus = async (makeBus: MakeBus, body: Body): Promise<void> => {
  const harness = await makeBus();
  const gates: ReturnType<typeof createGate>[] = [];
  const gate = () => {
    const made = createGate();
    gates.push(made);
    return made;
  };
  try {
    await body(harness, gate);
  } finally {
    for (const { open } of gates) open();
    await harness.end();
  }
};
