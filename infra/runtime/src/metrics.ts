import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricSpec<Label extends string> {
  /** `daqidi_<what>_<unit>`; counters end in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

export interface GaugeSpec<Label extends string> extends MetricSpec<Label> {
  /**
   * Called at each scrape to bring the gauge up to date; a gauge asked for again gets one more. What cannot be found out right
   * now is not told: where one fails, its samples are absent, and the page goes on.
   */
  readonly collect?: (gauge: Gauge<Label>) => void | Promise<void>;
}

export interface HistogramSpec<Label extends string> extends MetricSpec<Label> {
  /** Upper bounds, ascending, in the unit that the name ends in. */
  readonly buckets: readonly number[];
}

export interface Metrics {
  readonly registry: Registry;
  counter<Label extends string = never>(spec: MetricSpec<Label>): Counter<Label>;
  gauge<Label extends string = never>(spec: GaugeSpec<Label>): Gauge<Label>;
  histogram<Label extends string = never>(spec: HistogramSpec<Label>): Histogram<Label>;
}

/** Seconds, from a millisecond to a minute. */
export const durationBuckets: readonly number[] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

/**
 * One registry per process, handed down. Asking again for a name gives the same metric; asking for it as something else, or
 * with other labels, throws `TypeError`. `withProcess` adds memory, CPU and event-loop figures.
 */
export const createMetrics = ({ withProcess = false }: { readonly withProcess?: boolean } = {}): Metrics => {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  const known = new Map<string, { readonly shape: string; readonly metric: unknown }>();
  const collectors = new Map<string, ((gauge: Gauge) => void | Promise<void>)[]>();

  const once = <Metric>(kind: string, spec: HistogramSpec<string> | MetricSpec<string>, create: () => Metric): Metric => {
    const shape = JSON.stringify([kind, spec.labels ?? [], 'buckets' in spec ? spec.buckets : null]);
    const found = known.get(spec.name);
    if (found !== undefined && found.shape !== shape) throw new TypeError(`metric ${spec.name} exists in another shape`);
    if (found !== undefined) return found.metric as Metric;
    const metric = create();
    known.set(spec.name, { shape, metric });
    return metric;
  };

  const base = <Label extends string>(spec: MetricSpec<Label>) => ({
    name: spec.name,
    help: spec.help,
    labelNames: spec.labels ?? [],
    registers: [registry],
  });

  return {
    registry,
    counter: (spec) => once('counter', spec, () => new Counter(base(spec))),
    gauge: (spec) => {
      const list = collectors.get(spec.name) ?? [];
      const gauge = once(
        'gauge',
        spec,
        () =>
          new Gauge({
            ...base(spec),
            async collect() {
              if (list.length > 0) this.reset();
              await Promise.allSettled(list.map(async (collector) => collector(this as unknown as Gauge)));
            },
          }),
      );
      collectors.set(spec.name, list);
      if (spec.collect !== undefined) list.push(spec.collect as (gauge: Gauge) => void | Promise<void>);
      return gauge;
    },
    histogram: (spec) => once('histogram', spec, () => new Histogram({ ...base(spec), buckets: [...spec.buckets] })),
  };
};
