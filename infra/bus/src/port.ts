/** One record on a topic. `value` is UTF-8 text. Header names are lower case. */
export interface BusRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DeliveredRecord extends BusRecord {
  readonly topic: string;
  readonly partition: number;
  /** Position within the partition, ascending; a decimal string as on Kafka. */
  readonly offset: string;
}

export interface ConsumeOptions {
  /** Members of one group share the partitions; every group gets everything. A new group starts at the beginning. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Called with one record at a time per partition, in order. The offset moves on after it resolves; when it rejects, the
   * record is delivered again, after a pause, and its partition waits (other partitions go on).
   */
  onRecord(record: DeliveredRecord): Promise<void>;
}

export interface Consumption {
  /** Stops taking records, waits for those in hand, keeps their offsets, leaves the group. */
  stop(): Promise<void>;
}

export interface ReplayOptions {
  readonly topics: readonly string[];
  /** Every record from the beginning, in order per partition, then live ones. No group, no offset is kept. */
  onRecord(record: DeliveredRecord): void | Promise<void>;
}

export interface Replay {
  /** Resolves when everything that was on the topics at the start has been handed over. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

/** The event bus. Order per key, at least once, durable before `publish` resolves. */
export interface Bus {
  /** Appends the records in their order. Resolved means durable; rejected means unknown: publish again. */
  publish(topic: string, records: readonly BusRecord[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<Consumption>;
  replay(options: ReplayOptions): Promise<Replay>;
  /** Records not yet taken by the group over all partitions of these topics. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  /** Whether records can be exchanged right now; answers within half a second. While they cannot, what is asked for waits or is refused. */
  up(): Promise<boolean>;
  close(): Promise<void>;
}
