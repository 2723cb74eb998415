// Promise: a stop cuts nobody off, takes nobody new, and keeps no idle connection open; a lost subgraph is UNAVAILABLE.
import { Agent, request } from 'node:http';
import { unavailable } from '@daqidi/runtime';
import { createWorld, post } from './toys.js';

test('a request in flight is answered, idle connections are let go, new ones are refused', async () => {
  const { gateway, slow } = createWorld();
  const { url } = await gateway.start();
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    request(`${url}/healthz`, { agent }, (response) => response.resume().once('end', resolve))
      .once('error', reject)
      .end();
  });
  const inFlight = post(url, { query: '{ slow }' });
  await slow.arrived.promise;
  const stopped = gateway.stop();
  expect(gateway.stop()).toBe(stopped);
  await expect(post(url, { query: '{ who }' })).rejects.toThrow();
  slow.go.resolve();
  const { data, headers } = await inFlight;
  expect(data?.slow).toBe('done');
  expect(headers.get('connection')).toBe('close');
  await stopped;
  agent.destroy();
});

test('what does not finish in time is cut off, and the stop still ends', async () => {
  const { gateway, slow } = createWorld({ drain: 10 });
  const { url } = await gateway.start();
  const inFlight = expect(post(url, { query: '{ slow }' })).rejects.toThrow();
  await slow.arrived.promise;
  const stopped = gateway.stop();
  await inFlight;
  slow.go.resolve();
  await stopped;
});

test('stopping before starting, and failing to start, leave nothing behind', async () => {
  await createWorld().gateway.stop();
  const first = createWorld();
  const { url } = await first.gateway.start();
  const second = createWorld({ port: Number(new URL(url).port) });
  await expect(second.gateway.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.gateway.stop();
  await first.gateway.stop();
});

test('a subgraph that cannot be reached is UNAVAILABLE, one that answers nonsense is masked; both are logged', async () => {
  const failures: readonly [unknown, string][] = [
    [unavailable(new Error('connect ECONNREFUSED 10.0.0.7')), 'UNAVAILABLE'],
    [new Error('10.0.0.7 said <html>'), 'INTERNAL'],
  ];
  for (const [failure, code] of failures) {
    const { gateway, lines } = createWorld({ dataSourceFor: () => ({ process: () => Promise.reject(failure) }) });
    const { url } = await gateway.start();
    const answer = await post(url, { query: '{ who }' }, { 'x-correlation-id': 'lost' });
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    expect(JSON.stringify(answer)).not.toContain('10.0.0.7');
    expect(JSON.stringify(lines.find(({ level, correlationId }) => level === 'error' && correlationId === 'lost'))).toContain(
      '10.0.0.7',
    );
    await gateway.stop();
  }
});
