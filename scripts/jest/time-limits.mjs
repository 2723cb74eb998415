// jest-light-runner knows no time limits and shows only the stack of an error: here every test and hook is wrapped, when it is
// declared, in what it lacks.
import { inspect } from 'node:util';
import { addEventHandler } from 'jest-circus';

/** Fails when the promise is not settled in time. What is still running then is not stopped: its process ends with the file. */
const within = async (limit, promise, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${limit} ms`)), limit);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** An error with all it carries: its cause, its code, the errors it gathers. What a matcher says is complete already. */
const inFull = (thrown) => {
  if (thrown?.matcherResult !== undefined) return thrown;
  const error = new Error('', { cause: thrown });
  error.stack = inspect(thrown, { depth: 6 });
  return error;
};

const limited = (fn, limit, what, onStart) => async () => {
  onStart(what);
  try {
    await within(limit, (async () => fn())(), what);
  } catch (thrown) {
    throw inFull(thrown);
  }
};

/**
 * Limits tests and hooks to what they were declared with.
 * @param {(name: string) => void} onStart called when a test or hook begins
 * @returns {{ usual: number }} milliseconds for those that name no limit: to be set before a file is loaded
 */
export const limitTimes = (onStart) => {
  const limits = { usual: 0 };
  addEventHandler((event, { currentDescribeBlock: block }) => {
    if (event.name === 'add_test') {
      const test = block.children.at(-1);
      test.fn = limited(test.fn, test.timeout ?? limits.usual, test.name, onStart);
    } else if (event.name === 'add_hook') {
      const hook = block.hooks.at(-1);
      hook.fn = limited(hook.fn, hook.timeout ?? limits.usual, hook.type, onStart);
    }
  });
  return limits;
};
