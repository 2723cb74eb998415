// Promise: whoever stops waiting for a database is let go at once, however long an answer of it may take, and so is its connection.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { freePorts } from '@daqidi/local';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { useCleanup } from '@daqidi/testing';
import { createDatabase, mongoSettings } from '../src/index.js';

const open = (port: number) => {
  const values = defineConfig(mongoSettings).parse({
    MONGODB_URI: `mongodb://127.0.0.1:${port}`,
    DAQIDI_MONGODB_TIMEOUT: '120000',
  });
  const waits: unknown[] = [];
  const log = { ...silentLogger, warn: (fields: unknown) => void waits.push(fields) };
  const stop = new AbortController();
  const database = createDatabase({ values, name: 'nowhere', log, randomness: systemRandomness });
  return { database, waits, stop, opening: database.open(stop.signal) };
};

const assertLetsGo = async ({ database, waits, stop, opening }: ReturnType<typeof open>): Promise<void> => {
  const began = performance.now();
  stop.abort();
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  await database.close();
  const took = performance.now() - began;
  expect(took, `it took ${took} ms`).toBeLessThan(5_000);
  expect(waits).toStrictEqual([]);
};

const later = useCleanup();

test('nobody is there', async () => {
  const [port = 0] = await freePorts(1);
  await assertLetsGo(open(port));
}, 60_000);

test('somebody is there who never answers', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  later(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  const opened = open((mute.address() as { port: number }).port);
  await once(mute, 'connection');
  await assertLetsGo(opened);
}, 60_000);

test('one that was never opened is closed', async () => {
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: 'mongodb://127.0.0.1:1' });
  await createDatabase({ values, name: 'nowhere', log: silentLogger, randomness: systemRandomness }).close();
});
