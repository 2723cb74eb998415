// Prints a line a file, every failure in full, what was skipped and why, and at the end the sums: `N passed, N failed`.
import { relative } from 'node:path';

const print = (line) => process.stdout.write(`${line}\n`);
const indent = (text) => text.trimEnd().replaceAll(/^/gm, '    ');
const warnings = /^\(node:\d+\) .*$/gm;
/** Frames of what runs the tests, which say nothing about them. */
const ownFrames = /\n\s+at .*(?:scripts\/jest\/|node_modules\/(?:@jest|jest|expect)).*/g;
/** What a proof counted and measured. */
const figures = /^# .*$/gm;

const countsOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

export default class Reporter {
  #rootDir;
  /** Tests that `-t` leaves out are not skipped: nobody asked for them. */
  #isChosen;
  #total = { passed: 0, failed: 0, skipped: 0 };

  constructor({ rootDir, testNamePattern }) {
    this.#rootDir = rootDir;
    const pattern = testNamePattern ? new RegExp(testNamePattern, 'i') : null;
    this.#isChosen = ({ ancestorTitles, title }) => pattern === null || pattern.test([...ancestorTitles, title].join(' '));
  }

  onRunStart({ numTotalTestSuites }) {
    this.#total = { passed: 0, failed: 0, skipped: 0 };
    print(`Node ${process.version}: ${numTotalTestSuites} files`);
  }

  onTestResult({ context }, { testFilePath, testResults, numPassingTests, numFailingTests, perfStats, printed }) {
    const skips = testResults.filter((test) => test.status === 'pending' && this.#isChosen(test));
    const counts = { passed: numPassingTests, failed: numFailingTests, skipped: skips.length };
    for (const [key, count] of Object.entries(counts)) this.#total[key] += count;
    if (Object.values(counts).every((count) => count === 0)) return;
    const path = relative(this.#rootDir, testFilePath);
    print(`${numFailingTests > 0 ? '✗' : '✓'} ${path}: ${countsOf(counts)} (${(perfStats.runtime / 1000).toFixed(1)} s)`);
    for (const { title } of skips) print(`  SKIPPED ${title}`);
    for (const failure of testResults.flatMap(({ failureMessages }) => failureMessages))
      print(`\n${indent(failure.replaceAll(ownFrames, ''))}\n`);
    if (numFailingTests > 0 && printed.trim() !== '') print(`  printed:\n${indent(printed)}\n`);
    else {
      for (const warning of new Set(printed.match(warnings))) print(`  ${warning}`);
      if (context.config.displayName.name === 'proof') for (const figure of printed.match(figures) ?? []) print(`  ${figure}`);
    }
  }

  onRunComplete(_contexts, { snapshot, numTotalTestSuites, numPassedTestSuites, numFailedTestSuites }) {
    const unread = numTotalTestSuites - numPassedTestSuites - numFailedTestSuites;
    if (unread > 0) print(`${unread} files held none of the tests asked for, or were not run.`);
    if (snapshot.unchecked > 0 || snapshot.filesRemoved > 0) {
      print('Some snapshots belong to no test any more: -u takes them out.');
      this.#total.failed += 1;
    }
    if (numTotalTestSuites > 0 && this.#total.passed + this.#total.failed === 0) print('No test was run: that is a failure.');
    print(countsOf(this.#total));
  }

  /** What makes jest fail although no test did. */
  getLastError() {
    return this.#total.passed === 0 ? new Error('no test has passed') : undefined;
  }
}
