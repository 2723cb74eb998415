// Runs one test file in a process of its own, and says what became of it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compiledPath } from './compiled.mjs';
import { fileResult } from './file-result.mjs';
import { endGroup, whatIsLeft } from './process-group.mjs';

const seconds = (milliseconds) => `${Math.round(milliseconds / 1000)} s`;

const environment = () => ({
  ...process.env,
  // Gateways of tests call nobody.
  APOLLO_TELEMETRY_DISABLED: '1',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim(),
});

const startProcess = () =>
  fork(fileURLToPath(new URL('./file-process.mjs', import.meta.url)), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that what a test started and forgot is found, and ends with it.
    detached: process.platform !== 'win32',
    serialization: 'advanced',
    env: environment(),
  });

/** Everything a process says: what it prints, and what it reports about its tests. */
const listen = (child) => {
  const heard = { printed: '', running: null, result: null, error: null, holding: null };
  const print = (text) => {
    heard.printed += text;
  };
  child.stdout.setEncoding('utf8').on('data', print);
  child.stderr.setEncoding('utf8').on('data', print);
  child.on('message', (message) => Object.assign(heard, message));
  return heard;
};

/** Ends the process when it takes longer than it may: all of its tests together, or to close what they opened. Answers why. */
const guard = (child, { milliseconds, closing }) => {
  let reason = null;
  const stop = (why) => {
    reason = why;
    endGroup(child.pid);
  };
  let timer = setTimeout(() => stop(`took longer than ${seconds(milliseconds)} and was stopped`), milliseconds);
  child.on('message', ({ result, error }) => {
    if (result === undefined && error === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => stop(`had not ended ${seconds(closing)} after its last test and was stopped`), closing);
  });
  child.once('exit', () => clearTimeout(timer));
  return () => reason;
};

const problemOf = ({ stopped, code, signal, heard, left }) => {
  const during = heard.running === null ? '' : `, during "${heard.running}"`;
  if (stopped !== null) return `${stopped}${during}${heard.holding === null ? '' : `; still open: ${heard.holding.join(', ')}`}`;
  if (heard.error !== null) return heard.error;
  if (signal !== null) return `ended by ${signal}${during}`;
  if (code !== 0 || heard.result === null) return `ended with exit code ${code}, outside any test${during}`;
  return left.length === 0 ? null : `left processes behind:\n${left.join('\n')}`;
};

/**
 * The result as jest knows it, and what the file printed.
 * @param {{ milliseconds: number, closing: number }} limits how long all of its tests may take together, and the process to end
 *   after the last; then it is killed
 */
export const runFile = async (test, globalConfig, limits) => {
  const began = Date.now();
  const child = startProcess();
  const heard = listen(child);
  const stopped = guard(child, limits);
  const closed = once(child, 'close');
  const { config } = test.context;
  const file = compiledPath(config.rootDir, test.path);
  child.send({ file, globalConfig, projectConfig: config, closing: limits.closing });
  const [code, signal] = await once(child, 'exit');
  const left = await whatIsLeft(child.pid);
  endGroup(child.pid);
  await closed;
  const problem = problemOf({ stopped: stopped(), code, signal, heard, left });
  return fileResult({ path: test.path, began, ran: heard.result, problem, printed: heard.printed });
};
