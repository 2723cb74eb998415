// The process of one test file: jest-light-runner loads and runs it right here, without a sandbox, and the parent is told.
import LightRunner from 'jest-light-runner';
import { endGroup } from './process-group.mjs';
import { limitTimes } from './time-limits.mjs';

const run = async ({ file, globalConfig, projectConfig }) => {
  limitTimes(projectConfig.testTimeout, (running) => process.send({ running }));
  const alone = { ...globalConfig, maxWorkers: 1 };
  const told = {};
  await new LightRunner(alone, {}).runTests(
    [{ path: file, context: { config: projectConfig } }],
    null,
    async () => undefined,
    (_test, result) => Object.assign(told, { result }),
    (_test, error) => Object.assign(told, { error: `could not be run: ${error?.stack ?? error}` }),
  );
  process.send({ ...told, running: null });
};

process.once('message', async (order) => {
  await run(order);
  // From here on only what the tests left open keeps this process alive. What that is called is told before the parent loses patience.
  process.channel.unref();
  setTimeout(() => process.send({ holding: process.getActiveResourcesInfo() }), order.closing / 2).unref();
});
// Nobody waits for the result any more: nothing that the tests started may survive.
process.once('disconnect', () => endGroup(process.pid));
