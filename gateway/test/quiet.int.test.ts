// Promise: the gateway writes nothing of its own to the terminal, calls nobody, and lets its process end by itself.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

test('start, answer, fail and stop in silence', async () => {
  const child = fileURLToPath(new URL('./quiet-child.js', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [child], {
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', APOLLO_KEY: 'service:x:y', APOLLO_GRAPH_REF: 'x@y' },
    timeout: 30_000,
  });
  expect([stdout, stderr]).toStrictEqual(['', '']);
});
