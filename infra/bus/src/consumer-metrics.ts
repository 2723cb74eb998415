import type { EventEnvelope } from '@daqidi/events';
import { type Clock, durationBuckets, type Metrics } from '@daqidi/runtime';
import { type DeadLetterStore, deadLetterReasons } from './dead-letter.js';

export interface ConsumerMetrics {
  /** `seconds` that making the effect took. */
  handled(event: EventEnvelope, seconds: number): void;
  retried(kind: 'TRANSIENT' | 'FAILED'): void;
}

export interface MetricSources {
  readonly deadLetters: Pick<DeadLetterStore, 'count'>;
  /** Null while the consumer is not running, or nobody can say. */
  lag(): Promise<number | null>;
}

/** Seconds; fine where the goals for the lag are. */
const lagBuckets: readonly number[] = [0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 5, 60];

export const createConsumerMetrics = (metrics: Metrics, group: string, clock: Clock, sources: MetricSources): ConsumerMetrics => {
  const handled = metrics.counter({
    name: 'daqidi_consumer_handled_total',
    help: 'Events whose effect was made, by type; an event delivered again counts again.',
    labels: ['group', 'type'],
  });
  const retried = metrics.counter({
    name: 'daqidi_consumer_retries_total',
    help: 'Attempts to handle an event that failed: TRANSIENT ones are repeated for ever, FAILED ones until it is set aside.',
    labels: ['group', 'kind'],
  });
  const duration = metrics.histogram({
    name: 'daqidi_consumer_handler_seconds',
    help: 'Time that making the effect of an event took.',
    labels: ['group'],
    buckets: durationBuckets,
  });
  const lag = metrics.histogram({
    name: 'daqidi_effect_lag_seconds',
    help: 'From the decision that an event tells of, just before it was stored, to the end of its effect in this group.',
    labels: ['group'],
    buckets: lagBuckets,
  });
  metrics.gauge({
    name: 'daqidi_consumer_dead_letters',
    help: 'Records that could not be applied, and those of their streams behind them.',
    labels: ['group', 'reason'],
    collect: async (gauge) => {
      const counts = await Promise.all(deadLetterReasons.map((reason) => sources.deadLetters.count(reason)));
      for (const [index, reason] of deadLetterReasons.entries()) gauge.set({ group, reason }, counts[index] ?? 0);
    },
  });
  metrics.gauge({
    name: 'daqidi_consumer_lag_records',
    help: 'Records on the topics that the group has not taken.',
    labels: ['group'],
    collect: async (gauge) => {
      const lag = await sources.lag();
      if (lag !== null) gauge.set({ group }, lag);
    },
  });
  return {
    handled: ({ type, time }, seconds) => {
      handled.inc({ group, type });
      duration.observe({ group }, seconds);
      lag.observe({ group }, Math.max(0, clock.now() - Date.parse(time)) / 1_000);
    },
    retried: (kind) => retried.inc({ group, kind }),
  };
};
