// Promise, on a replica set only: what no majority holds yet is never answered as accepted, not to whoever asks again either; and a
// primary that is deposed under commands loses none that was accepted and doubles none. Another server cannot show it: what was not
// shown is then said aloud.
import { randomUUID } from 'node:crypto';
import { DaqidiError, defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { testUnless } from '@daqidi/testing';
import mongoose from 'mongoose';
import { type Instance, type StoreBinding, withWorld } from '../../store/test/contract/store-support.js';
import { createDatabase, mongoSettings } from '../src/index.js';
import { usePlaces } from './contract/places.js';

interface Members {
  readonly setName?: string;
  readonly primary?: string;
  readonly hosts?: readonly string[];
}

const { mongoUri } = usePlaces();
const mark = `t${randomUUID().slice(0, 8)}`;
const open = async (name: string) => {
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: mongoUri });
  const database = createDatabase({ values, name: `${mark}_${name}`, log: silentLogger, randomness: systemRandomness });
  await database.open(AbortSignal.timeout(30_000));
  return database;
};

const operator = await open('operator');
afterAll(async () => {
  await operator.connection.dropDatabase();
  await operator.close();
});
const admin = operator.connection.getClient().db('admin');
const members = async (): Promise<Members> => (await admin.command({ hello: 1 }).catch(() => ({}))) as Members;
const { setName, primary, hosts = [] } = await members();
const secondaries = hosts.filter((host) => host !== primary);

const whyNot = setName !== undefined && secondaries.length > 0 ? null : 'this server is no replica set of several members';

const openBinding = async (): Promise<StoreBinding> => {
  const database = await open('store');
  return {
    connection: database.connection,
    reopen: () => Promise.reject(new Error('nobody asks for it here')),
    end: async () => {
      await database.connection.dropDatabase();
      await database.close();
    },
  };
};

const isUnavailable = (error: unknown): boolean => error instanceof DaqidiError && error.code === 'UNAVAILABLE';

/** As a client does: asks again with the same requestId until it is told. */
const untilAnswered = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
};

/** One member by itself. */
const directUri = (host: string): string => {
  const url = new URL(mongoUri.replace(/^(mongodb:\/\/(?:[^@/]*@)?)[^/?]+\/?/, `$1${host}/`));
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  return url.href;
};

/** Secondaries that take nothing in meanwhile, though they are there and vote. */
const whileLocked = async (body: () => Promise<void>): Promise<void> => {
  const locked: mongoose.mongo.MongoClient[] = [];
  try {
    for (const host of secondaries) {
      const client = await new mongoose.mongo.MongoClient(directUri(host)).connect();
      await client.db('admin').command({ fsync: 1, lock: true });
      locked.push(client);
    }
    await body();
  } finally {
    for (const client of locked) {
      await client.db('admin').command({ fsyncUnlock: 1 });
      await client.close();
    }
  }
};

testUnless(whyNot)(
  'what no majority holds is not answered as accepted, however often it is asked',
  async () => {
    await withWorld({ openBinding }, async (world) => {
      const instance = world.open();
      await instance.send('p');
      await instance.store.idle();
      const request = { requestId: 'once', inputHash: 'sm3:once' };
      const ask = () => instance.note('p', 'once', request);
      await whileLocked(async () => {
        await expect(ask()).rejects.toSatisfy(isUnavailable);
        await expect(ask()).rejects.toSatisfy(isUnavailable);
        expect((await instance.parcels.collection.byId('p'))?.state.notes).toStrictEqual([]);
      });
      expect((await untilAnswered(ask)).document.state.notes).toStrictEqual(['once']);
    });
  },
  180_000,
);

testUnless(whyNot)(
  'a primary deposed under commands: nothing accepted is lost, nothing doubled',
  async () => {
    await withWorld({ openBinding }, async (world) => {
      const instance: Instance = world.open();
      const accepted: Record<string, string[]> = { a: [], b: [], c: [], d: [] };
      const count = (): number => Object.values(accepted).reduce((sum, { length }) => sum + length, 0);
      let working = true;
      const work = async (id: string): Promise<void> => {
        await instance.send(id);
        for (let number = 0; working; number += 1) {
          const [text, requestId] = [`${number}`, `${id}-${number}`];
          await untilAnswered(() => instance.note(id, text, { requestId, inputHash: `sm3:${requestId}` }));
          accepted[id]?.push(text);
        }
      };
      const many = async (): Promise<void> => {
        for (const before = count(); working && count() < before + 100; ) await new Promise(setImmediate);
      };
      const depose = async (): Promise<void> => {
        await many();
        // At once, whatever the others have not taken over yet.
        await admin.command({ replSetStepDown: 20, secondaryCatchUpPeriodSecs: 0, force: true });
        await many();
      };
      const stop = (): void => {
        working = false;
      };
      await Promise.all([...Object.keys(accepted).map(work), depose()].map((each) => each.finally(stop)));
      for (const [id, texts] of Object.entries(accepted))
        expect((await untilAnswered(() => instance.parcels.collection.byId(id)))?.state.notes).toStrictEqual(texts);
      await instance.store.idle();
      expect(await instance.store.audit()).toStrictEqual([]);
    });
  },
  180_000,
);
