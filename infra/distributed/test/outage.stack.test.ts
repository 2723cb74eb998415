// Promise: while the database is away every operation of the store is UNAVAILABLE within its time, nothing that was accepted is
// lost, and all goes on by itself when it is back. A server of our own, killed under load and started again on its data, reached as
// services reach theirs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseProgram, freePorts } from '@daqidi/local';
import { DaqidiError, defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { createCollection } from '@daqidi/store';
import { invariant, testUnless } from '@daqidi/testing';
import { createDatabase, mongoSettings } from '../src/index.js';
import { until } from './support/until.js';

interface Note {
  readonly _id: string;
  readonly rev: number;
}

const { MONGO_STAND_IN: command } = process.env;

const whyNot = command === undefined ? 'MONGO_STAND_IN names no program that this test could kill' : null;

testUnless(whyNot)(
  'a database killed under load: UNAVAILABLE meanwhile, nothing acknowledged is lost',
  async () => {
    invariant(command !== undefined);
    const directory = await mkdtemp(join(tmpdir(), 'daqidi-outage-'));
    const [port] = await freePorts(1);
    const start = () => databaseProgram(command)({ directory, port: Number(port) });
    let server = await start();
    const values = defineConfig(mongoSettings).parse({
      MONGODB_URI: `mongodb://127.0.0.1:${port}`,
      DAQIDI_MONGODB_TIMEOUT: '500',
    });
    const database = createDatabase({ values, name: 'outage', log: silentLogger, randomness: systemRandomness });
    try {
      await database.open(AbortSignal.timeout(30_000));
      const notes = createCollection<Note>(database.connection, {
        name: 'notes',
        fields: { rev: { type: Number, required: true } },
        indexes: { byRev: { keys: { rev: 1 } } },
        queries: { byRev: { index: 'byRev', equals: ['rev'] } },
      });
      const acknowledged = new Set<string>();
      const refused: unknown[] = [];
      let writing = true;
      const write = async (lane: number): Promise<void> => {
        for (let number = 0; writing; number += 1) {
          const _id = `${lane}-${number}`;
          try {
            if (await notes.insert({ _id, rev: 1 })) acknowledged.add(_id);
          } catch (error) {
            refused.push(error);
          }
        }
      };
      const lanes = [0, 1, 2, 3].map(write);
      await until('there is load', () => acknowledged.size > 100);
      await server.kill();
      await until('writes are refused', () => refused.length > 4);
      for (const operation of [
        () => notes.byId('0-0'),
        () => notes.find('byRev', { where: { rev: 1 } }),
        () => notes.count('byRev', { where: { rev: 1 } }),
        () => notes.update({ _id: '0-0', rev: 1 }, { $set: { rev: 2 } }),
        () => notes.remove('0-0'),
      ]) {
        await expect(operation).rejects.toMatchObject({ name: 'DaqidiError', code: 'UNAVAILABLE' });
      }
      server = await start();
      const before = acknowledged.size;
      await until('it goes on by itself', () => acknowledged.size > before + 100, 30_000);
      writing = false;
      await Promise.all(lanes);
      const others = refused.filter((error) => !(error instanceof DaqidiError && error.code === 'UNAVAILABLE'));
      expect(others, 'nothing but UNAVAILABLE was answered').toStrictEqual([]);
      const kept = new Set<string>();
      for await (const page of notes.pages()) for (const { _id } of page) kept.add(_id);
      expect([...acknowledged].filter((id) => !kept.has(id))).toStrictEqual([]);
    } finally {
      await database.close();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    }
  },
  120_000,
);
