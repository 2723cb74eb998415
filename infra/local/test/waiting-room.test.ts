// A start that takes long says what it waits for, each thing once a time, and nothing where it waits for nothing.
import { createWaitingRoom } from '../src/waiting-room.js';
import { until } from './support/alive.js';

test('what is waited for is told, once each time', async () => {
  const lines: string[] = [];
  const room = createWaitingRoom({ report: (line) => lines.push(line), every: 5 });
  const waiting = (what: string): string => JSON.stringify({ level: 'warn', waitingFor: what });
  for (const what of ['Kafka', 'MongoDB', 'Kafka']) room.hear(waiting(what));
  room.hear('a line that says "waitingFor" and is no JSON');
  room.hear('{"msg":"listening"}');
  await until('it is told', () => lines.length > 0);
  const told = ['waiting for Kafka', 'waiting for MongoDB'];
  expect(lines).toStrictEqual(told);
  room.hear(waiting('MongoDB'));
  await until('it is told again', () => lines.length > 2);
  room.leave();
  expect(lines).toStrictEqual([...told, told[1]]);
});
