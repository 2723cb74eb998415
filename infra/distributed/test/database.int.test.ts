// Promise: whoever stops waiting for a database is let go at once, however long an answer of it may take, and so is its connection.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { freePorts } from '@daqidi/local';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
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
  await assert.rejects(opening, { name: 'AbortError' });
  await database.close();
  const took = performance.now() - began;
  assert.ok(took < 5_000, `it took ${took} ms`);
  assert.deepEqual(waits, []);
};

test('nobody is there', { timeout: 60_000 }, async () => {
  const [port = 0] = await freePorts(1);
  await assertLetsGo(open(port));
});

test('somebody is there who never answers', { timeout: 60_000 }, async (context) => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  const opened = open((mute.address() as { port: number }).port);
  await once(mute, 'connection');
  await assertLetsGo(opened);
});

test('one that was never opened is closed', async () => {
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: 'mongodb://127.0.0.1:1' });
  await createDatabase({ values, name: 'nowhere', log: silentLogger, randomness: systemRandomness }).close();
});
