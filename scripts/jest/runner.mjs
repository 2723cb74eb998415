// Runs test files in as many processes as there are workers. Files whose path contains a word of `alone` want the machine to
// themselves: they come last, one by one.
import { availableParallelism } from 'node:os';
import { FileProcess } from './run-file.mjs';

export default class FileRunner {
  #globalConfig;
  #options;

  constructor(globalConfig, _context, options) {
    this.#globalConfig = globalConfig;
    this.#options = options;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure, { serial }) {
    const isAlone = ({ path }) => this.#options.alone.some((word) => path.includes(word));
    const lane = async (waiting) => {
      const files = new FileProcess();
      for (let test = waiting.shift(); test !== undefined && !watcher.isInterrupted(); test = waiting.shift()) {
        await onStart(test);
        try {
          await onResult(test, await files.run(test, this.#globalConfig, this.#options));
        } catch (error) {
          await onFailure(test, error);
        }
      }
      await files.end();
    };
    const together = tests.filter((test) => !isAlone(test));
    const lanes = serial ? 1 : Math.min(this.#globalConfig.maxWorkers, availableParallelism() + this.#options.spare);
    await Promise.all(Array.from({ length: lanes }, () => lane(together)));
    await lane(tests.filter(isAlone));
  }
}
