import { durationBuckets, type Metrics } from '@daqidi/runtime';
import type { ParkedRecord } from './parked.js';

const reasons: readonly ParkedRecord['reason'][] = ['MALFORMED', 'UNKNOWN_VERSION', 'FORK', 'FAILED', 'BEHIND_PARKED'];

export interface ConsumerMetrics {
  handled(type: string, seconds: number): void;
  retried(kind: 'TRANSIENT' | 'FAILED'): void;
}

export interface MetricSources {
  parked(): ReadonlyMap<ParkedRecord['reason'], number>;
  /** Null while the consumer is not running. */
  lag(): Promise<number | null>;
}

export const createConsumerMetrics = (metrics: Metrics, group: string, sources: MetricSources): ConsumerMetrics => {
  const handled = metrics.counter({
    name: 'daqidi_consumer_handled_total',
    help: 'Events whose effect was made, by type; an event delivered again counts again.',
    labels: ['group', 'type'],
  });
  const retried = metrics.counter({
    name: 'daqidi_consumer_retries_total',
    help: 'Attempts to handle an event that failed: TRANSIENT ones are repeated for ever, FAILED ones until it is parked.',
    labels: ['group', 'kind'],
  });
  const duration = metrics.histogram({
    name: 'daqidi_consumer_handler_seconds',
    help: 'Time that making the effect of an event took.',
    labels: ['group'],
    buckets: durationBuckets,
  });
  metrics.gauge({
    name: 'daqidi_consumer_parked_records',
    help: 'Records that could not be applied, and those of their streams behind them.',
    labels: ['group', 'reason'],
    collect: (gauge) => {
      for (const reason of reasons) gauge.set({ group, reason }, sources.parked().get(reason) ?? 0);
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
    handled: (type, seconds) => {
      handled.inc({ group, type });
      duration.observe({ group }, seconds);
    },
    retried: (kind) => retried.inc({ group, kind }),
  };
};
