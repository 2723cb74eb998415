// How a program ended is told by the line that says why, whatever it logged before and after.
import { endingLine } from '../src/ending.js';

const failed = (...lines: string[]): string => endingLine({ lines, exitCode: 1, signal: null });

test('a program of ours is quoted where it says of itself what is wrong', () => {
  const stopping = '{"level":"info","reason":"failure","msg":"stopping"}';
  const own = 'daqidi scoring: MONGODB_URI: not a URI';
  expect(failed('{"level":"error","msg":"ERROR of another kind"}', own, stopping, '')).toBe(`${own}, exit code 1`);
});

test('of others the first error is quoted, without colours, not the end of its trace', () => {
  const trace = [
    'INFO starting',
    '\u001b[31mERROR the folder is locked\u001b[0m',
    'java.lang.Exception: x',
    '  at y',
    '... 18 more',
  ];
  expect(failed(...trace)).toBe('ERROR the folder is locked, exit code 1');
  const mongod = '{"s":"E","c":"CONTROL","msg":"Error setting up listener"}';
  expect(failed('{"s":"I","msg":"Starting"}', mongod, '{"s":"I","msg":"Shutting down"}')).toBe(`${mongod}, exit code 1`);
  expect(failed('file:///x.js:1', 'Error: x', '    at y', 'Node.js v20.20.2')).toBe('Error: x, exit code 1');
  expect(failed('one', 'two')).toBe('two, exit code 1');
  expect(failed()).toBe('no word, exit code 1');
});

test('a signal is named, not what was logged when all was well', () => {
  expect(endingLine({ lines: ['{"msg":"ready"}'], exitCode: null, signal: 'SIGKILL' })).toBe('killed by SIGKILL');
});
