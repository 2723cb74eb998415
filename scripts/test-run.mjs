// Runs one compiled test file in a process of its own and says what happened, in the same words on every version of Node.
import { run } from 'node:test';
import { inspect } from 'node:util';

const isFile = (data, file) => data.nesting === 0 && data.name === file;

const describe = (error) => {
  const cause = error.failureType === 'testCodeFailure' && typeof error.cause === 'object' ? error.cause : error;
  return cause instanceof Error ? inspect(cause, { depth: 6 }) : inspect(error.message);
};

const failureText = (data, file) => {
  const { error } = data.details;
  if (!isFile(data, file)) return `${data.name}\n${describe(error)}`;
  if (error.failureType === 'testAborted') return 'took longer than it may and was stopped';
  return error.signal ? `ended by ${error.signal}` : `ended with exit code ${error.exitCode}, outside any test`;
};

/**
 * Counts of passed, failed and skipped tests of a file, failures and reasons for skipping as text, everything it printed. A parent that failed only through its
 * children is not counted again; a file without tests, or ended outside them, counts as one failure.
 * @param {string} file absolute path of the compiled test
 * @param {number} limit milliseconds after which the process is killed
 */
export const runFile = (file, limit) =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const result = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [], printed: '' };
    const stream = run({ files: [file], concurrency: 1, signal: AbortSignal.timeout(limit) });
    stream.on('test:stdout', ({ message }) => {
      result.printed += message;
    });
    stream.on('test:stderr', ({ message }) => {
      result.printed += message;
    });
    stream.on('test:pass', (data) => {
      if (isFile(data, file) || data.details.type === 'suite') return;
      if (data.skip === undefined || data.skip === false) result.passed += 1;
      else {
        result.skipped += 1;
        result.skips.push(`${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`);
      }
    });
    stream.on('test:fail', (data) => {
      if (data.details.error.failureType === 'subtestsFailed') return;
      result.failed += 1;
      result.failures.push(failureText(data, file));
    });
    stream.on('error', reject);
    stream.on('end', () => {
      if (result.passed + result.failed + result.skipped === 0) {
        result.failed = 1;
        result.failures.push('holds no test');
      }
      resolve({ ...result, milliseconds: performance.now() - began });
    });
    stream.resume();
  });
