// A metric exists once per name and process, keeps its shape, and registries of two processes in one do not mix.
import { createMetrics, durationBuckets } from '../src/index.js';

test('asking twice gives the same metric', async () => {
  const metrics = createMetrics();
  const spec = { name: 'daqidi_handled_total', help: 'Handled.', labels: ['group'] as const };
  metrics.counter(spec).inc({ group: 'a' });
  metrics.counter(spec).inc({ group: 'a' }, 2);
  expect(await metrics.registry.metrics()).toMatch(/daqidi_handled_total\{group="a"\} 3/);
});

test('another kind, other labels or other buckets under the same name are programming errors', () => {
  const metrics = createMetrics();
  metrics.counter({ name: 'x_total', help: 'x' });
  expect(() => metrics.gauge({ name: 'x_total', help: 'x' })).toThrow(/another shape/);
  expect(() => metrics.counter({ name: 'x_total', help: 'x', labels: ['a'] })).toThrow(/another shape/);
  metrics.histogram({ name: 'h', help: 'h', buckets: durationBuckets });
  expect(() => metrics.histogram({ name: 'h', help: 'h', buckets: [1] })).toThrow(/another shape/);
});

test('every collector of a gauge is asked at a scrape', async () => {
  const metrics = createMetrics();
  for (const group of ['a', 'b']) {
    metrics.gauge({ name: 'lag', help: 'lag', labels: ['group'], collect: async (gauge) => gauge.set({ group }, 7) });
  }
  const text = await metrics.registry.metrics();
  expect(text).toMatch(/lag\{group="a"\} 7/);
  expect(text).toMatch(/lag\{group="b"\} 7/);
});

test('what cannot be found out is absent, neither old nor a reason to tell nothing', async () => {
  const metrics = createMetrics();
  let away = false;
  const spec = { name: 'lag', help: 'lag', labels: ['group'] as const };
  metrics.gauge({
    ...spec,
    collect: (gauge) => {
      if (away) throw new Error('the broker is away');
      gauge.set({ group: 'a' }, 7);
    },
  });
  metrics.gauge({ ...spec, collect: async (gauge) => gauge.set({ group: 'b' }, 8) });
  expect(await metrics.registry.metrics()).toMatch(/lag\{group="a"\} 7/);
  away = true;
  const text = await metrics.registry.metrics();
  expect(text).not.toMatch(/lag\{group="a"\}/);
  expect(text).toMatch(/lag\{group="b"\} 8/);
});

test('registries are separate; process figures come on request', async () => {
  const [first, second] = [createMetrics(), createMetrics({ withProcess: true })];
  first.counter({ name: 'only_here_total', help: 'x' });
  expect(await second.registry.metrics()).not.toMatch(/only_here/);
  expect(await second.registry.metrics()).toMatch(/process_cpu/);
  expect(await first.registry.metrics()).not.toMatch(/process_cpu/);
});
