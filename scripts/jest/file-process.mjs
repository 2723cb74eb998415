// A process of test files: jest-light-runner loads and runs one right here, without a sandbox, and the parent is told. A process that
// a file left as it found it takes the next one; any other ends, and what holds it open is told.
import LightRunner from 'jest-light-runner';
import { endGroup } from './process-group.mjs';
import { limitTimes } from './time-limits.mjs';
import { watchTraces } from './traces.mjs';

const limits = limitTimes((running) => process.send({ running }));
const traces = watchTraces();

const run = async ({ file, globalConfig, projectConfig }) => {
  limits.usual = projectConfig.testTimeout;
  const alone = { ...globalConfig, maxWorkers: 1 };
  const told = {};
  await new LightRunner(alone, {}).runTests(
    [{ path: file, context: { config: projectConfig } }],
    null,
    async () => undefined,
    (_test, result) => Object.assign(told, { result }),
    (_test, error) => Object.assign(told, { error: `could not be run: ${error?.stack ?? error}` }),
  );
  return told;
};

/** From here on only what the tests left open keeps this process alive. What that is called is told before the parent loses patience. */
const end = (closing) => {
  process.channel.unref();
  setTimeout(() => process.send({ holding: process.getActiveResourcesInfo() }), closing / 2).unref();
};

process.on('message', async (order) => {
  traces.begin();
  const told = await run(order);
  const reusable = told.error === undefined && (await traces.areGone());
  // What the file printed arrives by other ways than this message: where it ends is marked there.
  for (const stream of [process.stdout, process.stderr]) if (reusable) stream.write(order.mark);
  process.send({ ...told, running: null, reusable });
  if (!reusable) end(order.closing);
});
// Nobody waits for the result any more: nothing that the tests started may survive.
process.once('disconnect', () => endGroup(process.pid));
