// Whatever moment a signal comes at, what was started is stopped once, in order, and the exit code tells whether it went well.
import { EventEmitter } from 'node:events';
import { type Component, createLifecycle, silentLogger } from '../src/index.js';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

const harness = (fuse = 60_000) => {
  const steps: string[] = [];
  const codes: number[] = [];
  const left = gate();
  const exit = (code: number): void => {
    codes.push(code);
    left.open();
  };
  const lifecycle = createLifecycle({ log: silentLogger, fuse, exit });
  const signals = new EventEmitter();
  const component = (name: string, own: Partial<Component> = {}): Component => ({
    name,
    start: () => void steps.push(`start ${name}`),
    stopAccepting: () => void steps.push(`stopAccepting ${name}`),
    drain: () => void steps.push(`drain ${name}`),
    commit: () => void steps.push(`commit ${name}`),
    stop: () => void steps.push(`stop ${name}`),
    ...own,
  });
  return { lifecycle, signals, steps, codes, left: left.opened, component };
};

test('starts in order, stops in reverse order phase by phase, exits 0', async () => {
  const { lifecycle, steps, codes, component } = harness();
  for (const name of ['store', 'bus']) lifecycle.register(component(name));
  expect(await lifecycle.start()).toBe('READY');
  expect(await lifecycle.stop('test')).toBe(0);
  expect(lifecycle.state()).toBe('STOPPED');
  expect(codes).toStrictEqual([0]);
  expect(steps).toStrictEqual([
    'start store',
    'start bus',
    'stopAccepting bus',
    'stopAccepting store',
    'drain bus',
    'drain store',
    'commit bus',
    'commit store',
    'stop bus',
    'stop store',
  ]);
});

test('readiness names each component and fails before anything stops', async () => {
  const { lifecycle, component } = harness();
  let warm = false;
  const seen: boolean[] = [];
  const probe = async (): Promise<void> => void seen.push((await lifecycle.readiness()).lifecycle ?? true);
  lifecycle.register(component('cache', { ready: () => warm, stopAccepting: probe }));
  lifecycle.register(component('broken', { ready: () => Promise.reject(new Error('no')) }));
  expect(await lifecycle.readiness()).toStrictEqual({ lifecycle: false, cache: false, broken: false });
  await lifecycle.start();
  expect(await lifecycle.readiness()).toStrictEqual({ lifecycle: true, cache: false, broken: false });
  warm = true;
  expect((await lifecycle.readiness()).cache).toBe(true);
  await lifecycle.stop('test');
  expect(seen).toStrictEqual([false]);
  expect((await lifecycle.readiness()).cache).toBe(false);
});

test('a signal before the start: nothing is started, exit 0', async () => {
  const { lifecycle, signals, steps, codes, component } = harness();
  lifecycle.register(component('store'));
  lifecycle.installSignals(signals);
  signals.emit('SIGTERM');
  expect(await lifecycle.start()).toBe('STOPPED');
  expect([steps, codes]).toStrictEqual([[], [0]]);
});

test('a signal while starting: the start in hand finishes, later ones never begin, what began is stopped', async () => {
  const { lifecycle, signals, steps, codes, component } = harness();
  const hold = gate();
  const reached = gate();
  lifecycle.register(component('store'));
  lifecycle.register(
    component('bus', {
      start: async () => {
        reached.open();
        await hold.opened;
        steps.push('start bus');
      },
    }),
  );
  lifecycle.register(component('gateway'));
  lifecycle.installSignals(signals);
  const starting = lifecycle.start();
  await reached.opened;
  signals.emit('SIGINT');
  expect(lifecycle.state()).toBe('STOPPING');
  hold.open();
  expect(await starting).toBe('STOPPED');
  expect(codes).toStrictEqual([0]);
  expect(steps.some((step) => step.endsWith('gateway'))).toBe(false);
  expect(steps.slice(0, 3)).toStrictEqual(['start store', 'start bus', 'stopAccepting bus']);
});

test('a start that heeds the abort is no failure', async () => {
  const { lifecycle, codes, component } = harness();
  const reached = gate();
  const start = (signal: AbortSignal): Promise<void> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      reached.open();
    });
  lifecycle.register(component('slow', { start }));
  const starting = lifecycle.start();
  await reached.opened;
  await lifecycle.stop('test');
  expect(await starting).toBe('STOPPED');
  expect(codes).toStrictEqual([0]);
});

test('a signal with work in flight waits for it; a second one in the drain corrupts nothing', async () => {
  const { lifecycle, signals, steps, codes, left, component } = harness();
  const work = gate();
  const draining = gate();
  const drain = async (): Promise<void> => {
    draining.open();
    await work.opened;
    steps.push('drained');
  };
  lifecycle.register(component('bus', { drain }));
  lifecycle.installSignals(signals);
  await lifecycle.start();
  signals.emit('SIGTERM');
  await draining.opened;
  signals.emit('SIGTERM');
  expect(codes).toStrictEqual([]);
  work.open();
  await left;
  expect(codes).toStrictEqual([0]);
  expect(steps).toStrictEqual(['start bus', 'stopAccepting bus', 'drained', 'commit bus', 'stop bus']);
});

test('a third signal leaves at once with 1, and only once', async () => {
  const { lifecycle, signals, steps, codes, component } = harness();
  const work = gate();
  const draining = gate();
  lifecycle.register(component('bus', { drain: () => Promise.resolve(draining.open()).then(() => work.opened) }));
  const remove = lifecycle.installSignals(signals);
  await lifecycle.start();
  signals.emit('SIGTERM');
  await draining.opened;
  signals.emit('SIGINT');
  signals.emit('SIGTERM');
  expect(codes).toStrictEqual([1]);
  work.open();
  expect(await lifecycle.stop('again')).toBe(1);
  expect(codes).toStrictEqual([1]);
  expect(lifecycle.state()).toBe('FAILED');
  expect(steps).not.toContain('commit bus');
  remove();
  expect(signals.listenerCount('SIGTERM')).toBe(0);
});

test('the fuse ends a drain that never does, with 1', async () => {
  const { lifecycle, codes, component } = harness(5);
  lifecycle.register(component('bus', { drain: () => new Promise(() => undefined) }));
  await lifecycle.start();
  expect(await lifecycle.stop('test')).toBe(1);
  expect(codes).toStrictEqual([1]);
  expect(lifecycle.state()).toBe('FAILED');
});

test('the fuse ends a start that hangs after a signal', async () => {
  const { lifecycle, codes, left, component } = harness(5);
  lifecycle.register(component('bus', { start: () => new Promise(() => undefined) }));
  const starting = lifecycle.start();
  expect(await lifecycle.stop('test')).toBe(1);
  await left;
  expect(codes).toStrictEqual([1]);
  expect(starting).toBeInstanceOf(Promise);
});

test('a component that will not start: those before it are stopped, exit 1', async () => {
  const { lifecycle, steps, codes, component } = harness();
  lifecycle.register(component('store'));
  lifecycle.register(component('bus', { start: () => Promise.reject(new Error('no broker')) }));
  lifecycle.register(component('gateway'));
  expect(await lifecycle.start()).toBe('FAILED');
  expect(codes).toStrictEqual([1]);
  expect(steps.at(-1)).toBe('stop store');
  expect(steps.some((step) => step.endsWith('gateway'))).toBe(false);
});

test('a stop that throws does not keep the others from stopping, exit 1', async () => {
  const { lifecycle, steps, codes, component } = harness();
  lifecycle.register(component('store'));
  lifecycle.register(component('bus', { commit: () => Promise.reject(new Error('lost')) }));
  await lifecycle.start();
  expect(await lifecycle.stop('test')).toBe(1);
  expect(codes).toStrictEqual([1]);
  expect(steps.slice(-3)).toStrictEqual(['commit store', 'stop bus', 'stop store']);
});

test('a failure while running drains and exits 1', async () => {
  const { lifecycle, steps, codes, component } = harness();
  lifecycle.register(component('bus'));
  await lifecycle.start();
  expect(await lifecycle.fail(new Error('worker died'))).toBe(1);
  expect(codes).toStrictEqual([1]);
  expect(steps.at(-1)).toBe('stop bus');
});

test('registering after the start and starting twice are programming errors', async () => {
  const { lifecycle, component } = harness();
  await lifecycle.start();
  expect(() => lifecycle.register(component('late'))).toThrow(/too late/);
  await expect(lifecycle.start()).rejects.toThrow(/before/);
});
