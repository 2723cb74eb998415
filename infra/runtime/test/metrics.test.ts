// A metric exists once per name and process, keeps its shape, and registries of two processes in one do not mix.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics, durationBuckets } from '../src/index.js';

test('asking twice gives the same metric', async () => {
  const metrics = createMetrics();
  const spec = { name: 'daqidi_handled_total', help: 'Handled.', labels: ['group'] as const };
  metrics.counter(spec).inc({ group: 'a' });
  metrics.counter(spec).inc({ group: 'a' }, 2);
  assert.match(await metrics.registry.metrics(), /daqidi_handled_total\{group="a"\} 3/);
});

test('another kind, other labels or other buckets under the same name are programming errors', () => {
  const metrics = createMetrics();
  metrics.counter({ name: 'x_total', help: 'x' });
  assert.throws(() => metrics.gauge({ name: 'x_total', help: 'x' }), /another shape/);
  assert.throws(() => metrics.counter({ name: 'x_total', help: 'x', labels: ['a'] }), /another shape/);
  metrics.histogram({ name: 'h', help: 'h', buckets: durationBuckets });
  assert.throws(() => metrics.histogram({ name: 'h', help: 'h', buckets: [1] }), /another shape/);
});

test('every collector of a gauge is asked at a scrape', async () => {
  const metrics = createMetrics();
  for (const group of ['a', 'b']) {
    metrics.gauge({ name: 'lag', help: 'lag', labels: ['group'], collect: async (gauge) => gauge.set({ group }, 7) });
  }
  const text = await metrics.registry.metrics();
  assert.match(text, /lag\{group="a"\} 7/);
  assert.match(text, /lag\{group="b"\} 7/);
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
  assert.match(await metrics.registry.metrics(), /lag\{group="a"\} 7/);
  away = true;
  const text = await metrics.registry.metrics();
  assert.doesNotMatch(text, /lag\{group="a"\}/);
  assert.match(text, /lag\{group="b"\} 8/);
});

test('registries are separate; process figures come on request', async () => {
  const [first, second] = [createMetrics(), createMetrics({ withProcess: true })];
  first.counter({ name: 'only_here_total', help: 'x' });
  assert.doesNotMatch(await second.registry.metrics(), /only_here/);
  assert.match(await second.registry.metrics(), /process_cpu/);
  assert.doesNotMatch(await first.registry.metrics(), /process_cpu/);
});
