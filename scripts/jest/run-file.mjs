// Runs test files in a process, one after another, and says what became of each. A file that leaves traces in its process is the
// last one there: how the process ends is part of that file's result.
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
  JEST_WORKER_ID: '1',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim(),
});

const startProcess = () => {
  const child = fork(fileURLToPath(new URL('./file-process.mjs', import.meta.url)), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that what a test started and forgot is found, and ends with it.
    detached: process.platform !== 'win32',
    serialization: 'advanced',
    env: environment(),
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return { child, exited: once(child, 'exit'), closed: once(child, 'close') };
};

/** Stands where the print of one file ends, in what a process prints. */
const mark = '\u0000end of file\u0000';

/** Everything a process says of one file: what it prints, and what it reports about its tests. */
const listen = (child) => {
  const heard = { printed: '', running: null, result: null, error: null, holding: null, reusable: false };
  const print = (text) => {
    heard.printed += text;
    tell();
  };
  const note = (message) => {
    Object.assign(heard, message);
    tell();
  };
  let tell;
  // Both streams and the message have arrived.
  const complete = new Promise((resolve) => {
    tell = () => {
      if (heard.reusable && heard.printed.split(mark).length === 3) resolve();
    };
  });
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  child.on('message', note);
  const stop = () => {
    child.stdout.off('data', print);
    child.stderr.off('data', print);
    child.off('message', note);
    heard.printed = heard.printed.replaceAll(mark, '');
  };
  return { heard, complete, stop };
};

/** Ends the process when it takes longer than it may: all tests of a file together, or to close what they opened. Answers why. */
const guard = (child, { milliseconds, closing }) => {
  let reason = null;
  const stop = (why) => {
    reason = why;
    endGroup(child.pid);
  };
  let timer = setTimeout(() => stop(`took longer than ${seconds(milliseconds)} and was stopped`), milliseconds);
  const onMessage = ({ result, error }) => {
    if (result === undefined && error === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => stop(`had not ended ${seconds(closing)} after its last test and was stopped`), closing);
  };
  child.on('message', onMessage);
  const end = () => {
    clearTimeout(timer);
    child.off('message', onMessage);
  };
  return { reason: () => reason, end };
};

const problemOf = ({ stopped, code, signal, heard, left }) => {
  const during = heard.running === null ? '' : `, during "${heard.running}"`;
  if (stopped !== null) return `${stopped}${during}${heard.holding === null ? '' : `; still open: ${heard.holding.join(', ')}`}`;
  if (heard.error !== null) return heard.error;
  if (signal !== null) return `ended by ${signal}${during}`;
  if (code !== 0 || heard.result === null) return `ended with exit code ${code}, outside any test${during}`;
  return left.length === 0 ? null : `left processes behind:\n${left.join('\n')}`;
};

/** Runs files one after another, each in the process of the one before where that left no trace there. */
export class FileProcess {
  #process = null;

  /**
   * The result as jest knows it, and what the file printed.
   * @param {{ milliseconds: number, closing: number }} limits how long all of its tests may take together, and the process to end
   *   after the last; then it is killed
   */
  async run(test, globalConfig, limits) {
    const began = Date.now();
    this.#process ??= startProcess();
    const { child, exited } = this.#process;
    const { heard, complete, stop } = listen(child);
    const guarded = guard(child, limits);
    const { config } = test.context;
    const file = compiledPath(config.rootDir, test.path);
    child.send({ file, globalConfig, projectConfig: config, closing: limits.closing, mark });
    const ended = await Promise.race([complete, exited]);
    guarded.end();
    const problem = ended === undefined ? null : problemOf({ ...(await this.#end()), stopped: guarded.reason(), heard });
    stop();
    return fileResult({ path: test.path, began, ran: heard.result, problem, printed: heard.printed });
  }

  /** Ends the process of the last file, where it still runs: it left nothing there that would have to be closed. */
  async end() {
    if (this.#process === null) return;
    endGroup(this.#process.child.pid);
    await this.#end();
  }

  async #end() {
    const { child, exited, closed } = this.#process;
    this.#process = null;
    const [code, signal] = await exited;
    const left = await whatIsLeft(child.pid);
    endGroup(child.pid);
    // What comes between two files is nobody's, and must not hold the streams open.
    child.stdout.resume();
    child.stderr.resume();
    await closed;
    return { code, signal, left };
  }
}
