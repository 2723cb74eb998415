// What jest is told about a test file.
const nothing = {
  numPassingTests: 0,
  numFailingTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  openHandles: [],
  leaks: false,
  skipped: false,
  failureMessage: null,
  snapshot: { added: 0, fileDeleted: false, matched: 0, unchecked: 0, uncheckedKeys: [], unmatched: 0, updated: 0 },
  testResults: [],
};

const failure = (problem) => ({
  ancestorTitles: [],
  title: 'the file itself',
  fullName: 'the file itself',
  status: 'failed',
  failureMessages: [problem],
  failureDetails: [],
  numPassingAsserts: 0,
});

/** A file that went wrong outside its tests, or holds none, counts as one failed test more. */
export const fileResult = ({ path, began, ran, problem, printed }) => {
  const result = ran ?? nothing;
  const told = problem ?? (result.testResults.length === 0 ? 'holds no test' : null);
  const end = Date.now();
  return {
    ...result,
    numFailingTests: result.numFailingTests + (told === null ? 0 : 1),
    failureMessage: [result.failureMessage, told].filter(Boolean).join('\n'),
    testResults: [...result.testResults, ...(told === null ? [] : [failure(told)])],
    testFilePath: path,
    perfStats: { start: began, end, runtime: end - began, slow: false },
    printed,
  };
};
