// A process that ends on its own is told of in one line and started again within its budget; one that was told to end is not.
import { createSupervised, type Launched } from '../src/supervised.js';
import { until } from './support/alive.js';

const world = (launchable: () => boolean = () => true, firstPause = 1) => {
  const lines: string[] = [];
  const runs: { readonly launched: Launched; end(line: string): void }[] = [];
  const launch = async (): Promise<Launched> => {
    if (!launchable()) throw new Error('no such program');
    let end: (line: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const leave = async (): Promise<void> => end('told to');
    runs.push({ launched: { pid: runs.length + 1, ended, stop: leave, kill: leave }, end: (line) => end(line) });
    return runs.at(-1)?.launched as Launched;
  };
  let restartable = true;
  const supervised = createSupervised({
    name: 'intake 1',
    logFile: 'intake.log',
    launch,
    report: (line) => lines.push(line),
    mayRestart: () => restartable,
    budget: { restarts: 3, within: 60_000, firstPause },
  });
  return {
    supervised,
    lines,
    runs,
    forbid: () => {
      restartable = false;
    },
  };
};

test('it comes back after growing pauses, and no more once the budget is spent', async () => {
  const { supervised, lines, runs } = world();
  await supervised.start();
  for (let run = 1; run <= 4; run += 1) {
    await until(`run ${run}`, () => supervised.pid() === run);
    runs.at(-1)?.end(`end ${run}`);
    await until(`line ${run}`, () => lines.length === run);
  }
  expect(lines).toStrictEqual([
    'intake 1 ended on its own: end 1 (intake.log); restart 1 of 3 in 1 ms',
    'intake 1 ended on its own: end 2 (intake.log); restart 2 of 3 in 2 ms',
    'intake 1 ended on its own: end 3 (intake.log); restart 3 of 3 in 4 ms',
    'intake 1 ended on its own: end 4 (intake.log); that often it is not started again',
  ]);
  expect(supervised.pid()).toBeNull();
  await supervised.start();
  expect(supervised.pid(), 'by hand it is').toBe(5);
});

test('a restart that fails counts as an end', async () => {
  let launchable = true;
  const { supervised, lines, runs } = world(() => launchable);
  await supervised.start();
  launchable = false;
  runs.at(-1)?.end('gone');
  await until('the budget is spent', () => lines.length === 4);
  expect(lines.at(-1) ?? '').toMatch(/no such program .* not started again$/);
});

test('one that was stopped or killed stays down, and says nothing', async () => {
  for (const how of ['stop', 'kill'] as const) {
    const { supervised, lines, runs } = world();
    await supervised.start();
    await supervised[how]();
    expect(supervised.pid()).toBeNull();
    await supervised.start();
    expect(supervised.pid()).toBe(2);
    expect([runs.length, lines]).toStrictEqual([2, []]);
  }
});

test('a stop during the pause before a restart is not outlived by that restart', async () => {
  const { supervised, lines, runs } = world(undefined, 60_000);
  await supervised.start();
  runs.at(-1)?.end('gone');
  await until('it is told', () => lines.length === 1);
  await supervised.stop();
  expect([supervised.pid(), runs.length]).toStrictEqual([null, 1]);
});

test('where restarts are not wanted an end is told, and that is all', async () => {
  const { supervised, lines, runs, forbid } = world();
  await supervised.start();
  forbid();
  runs.at(-1)?.end('bad setting');
  await until('it is told', () => lines.length === 1);
  expect(lines).toStrictEqual(['intake 1 ended on its own: bad setting (intake.log)']);
  await supervised.stop();
  expect(runs).toHaveLength(1);
});
