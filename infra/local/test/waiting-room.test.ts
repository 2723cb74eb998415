// A start that takes long says what its processes wait for, each thing once for all who do, and nothing where nobody waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWaitingRoom } from '../src/waiting-room.js';
import { until } from './support/alive.js';

test('what is waited for is told with those who wait, once each time', async () => {
  const lines: string[] = [];
  const room = createWaitingRoom({ report: (line) => lines.push(line), every: 5 });
  const waiting = (what: string): string => JSON.stringify({ level: 'warn', waitingFor: what });
  for (const name of ['intake 1', 'triage 1', 'intake 1']) room.hear(name, waiting('a broker (127.0.0.1:9)'));
  room.hear('scoring 1', waiting('the database'));
  room.hear('scoring 1', 'a line that says "waitingFor" and is no JSON');
  room.hear('scoring 1', '{"msg":"listening"}');
  await until('it is told', () => lines.length > 0);
  const told = ['waiting for a broker (127.0.0.1:9) (intake 1, triage 1)', 'waiting for the database (scoring 1)'];
  assert.deepEqual(lines, told);
  room.hear('scoring 1', waiting('the database'));
  await until('it is told again', () => lines.length > 2);
  room.leave();
  assert.deepEqual(lines, [...told, told[1]]);
});
