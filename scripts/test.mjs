// node scripts/test.mjs [--deep] [--only unit|int|e2e|chaos|deep|stack|proof] [--pattern <regular expression over paths>] [--last <part of a path>] [--long]
// Compiles all tests, runs those of the chosen tier, prints a line a file and every failure in full. SEED in the environment
// reaches the tests; `--last` names those that run at the end, one by one. Packages must be built before: tests of one import the others by name.
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileTests, copyAssets, findTests } from './test-files.mjs';
import { runFile } from './test-run.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    deep: { type: 'boolean', default: false },
    only: { type: 'string' },
    pattern: { type: 'string', default: '' },
    last: { type: 'string' },
    long: { type: 'boolean', default: false },
  },
});
const suites = values.only ? [values.only] : values.deep ? ['chaos', 'deep'] : ['unit', 'int', 'e2e'];
const slow = suites.some((suite) => ['chaos', 'deep', 'stack', 'proof'].includes(suite));
const limit = values.long ? 8 * 3_600_000 : slow ? 900_000 : 180_000;
// Gateways of tests call nobody.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();

const print = (line) => process.stdout.write(`${line}\n`);
const indent = (text) => text.trimEnd().replaceAll(/^/gm, '    ');
const warnings = /^\(node:\d+\) .*$/gm;
/** What a proof counted and measured. */
const figures = /^# .*$/gm;

const report = ({ source }, result) => {
  const counts = [`${result.passed} passed`, `${result.failed} failed`, `${result.skipped} skipped`].filter(
    (count, index) => index === 0 || !count.startsWith('0 '),
  );
  print(`${result.failed > 0 ? '✗' : '✓'} ${source}: ${counts.join(', ')} (${(result.milliseconds / 1000).toFixed(1)} s)`);
  for (const skip of result.skips) print(`  SKIPPED ${skip}`);
  for (const failure of result.failures) print(`\n${indent(failure)}\n`);
  if (result.failed > 0 && result.printed.trim() !== '') print(`  printed:\n${indent(result.printed)}\n`);
  else {
    for (const warning of new Set(result.printed.match(warnings))) print(`  ${warning}`);
    if (values.only === 'proof') for (const figure of result.printed.match(figures) ?? []) print(`  ${figure}`);
  }
};

const runAll = async (tests, atOnce) => {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...tests];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runFile(next.compiled, limit);
      report(next, result);
      for (const key of Object.keys(total)) total[key] += result[key];
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return total;
};

const finish = ({ passed, failed, skipped }) => {
  print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
};

const main = async () => {
  const compiles = compileTests(root);
  copyAssets(root);
  const chosen = findTests(root).filter(({ source, suite }) => suites.includes(suite) && new RegExp(values.pattern).test(source));
  print(`Node ${process.version}, ${suites.join(', ')}: ${chosen.length} files`);
  if (chosen.length === 0) print('No test was found: that is a failure.');
  const isLast = ({ source }) => values.last !== undefined && source.includes(values.last);
  const total = await runAll(
    chosen.filter((test) => !isLast(test)),
    Math.min(4, availableParallelism()),
  );
  // Last are those that want the machine to themselves.
  const atTheEnd = await runAll(chosen.filter(isLast), 1);
  for (const key of Object.keys(total)) total[key] += atTheEnd[key];
  if (!compiles) print('The tests have type errors (above): that is a failure.');
  finish({ ...total, failed: total.failed + (compiles ? 0 : 1) });
};

await main();
