import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCopies, earlier } from './case-copies.mjs';
import { playOriginal, sweptVault } from './original-case.mjs';

const { MongoClient, BSON } = createRequire(new URL('../../infra/distributed/package.json', import.meta.url))('mongoose').mongo;

/** Documents of one call. */
const batch = 1_000;

const shared = (cases) => ({ cases, now: Date.now(), salt: randomBytes(8).toString('hex') });

/**
 * Fills the stores of a new data directory with closed cases of the past year: plays one, then writes copies of all its documents
 * under other ids, codes and dates. The copies' hashes and texts are the original's: nothing reads them.
 */
export const storeCases = async ({ directory, cases }) => {
  const original = await playOriginal(directory);
  const common = { original, ...shared(cases) };
  const fill = async (service) => {
    const worker = new Worker(new URL('./fill-store.mjs', import.meta.url), {
      workerData: { ...common, service, file: join(directory, `${service}.db`) },
    });
    const [code] = await once(worker, 'exit');
    if (code !== 0) throw new Error(`${service} could not be filled`);
  };
  await Promise.all(Object.keys(original.documents).map(fill));
};

/** The same copies for services whose databases, indexes and all, a MongoDB server has under this prefix. */
export const storeCasesInMongo = async ({ uri, prefix, cases }) => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-bench-original-'));
  const original = await playOriginal(directory).finally(() => rm(directory, { recursive: true, force: true }));
  const { daysAgo, byDay, namesOf, copier } = createCopies({ original, ...shared(cases) });
  const client = await MongoClient.connect(uri);
  const fill = async (collection, documents) => {
    const copiers = byDay((by) =>
      documents.map((bytes) => copier(BSON.serialize(earlier(BSON.deserialize(bytes), by), { ignoreUndefined: false }))),
    );
    let waiting = [];
    const flush = async () => {
      if (waiting.length > 0) await collection.insertMany(waiting, { ordered: false });
      waiting = [];
    };
    for (let number = 0; number < cases; number += 1) {
      const own = namesOf(number);
      waiting.push(...copiers[daysAgo(number)].map((copy) => BSON.deserialize(copy(own))));
      if (waiting.length >= batch) await flush();
    }
    await flush();
  };
  for (const [service, byName] of Object.entries(original.documents)) {
    const database = client.db(`${prefix}${service}`);
    for (const [name, documents] of Object.entries(byName)) await fill(database.collection(name), documents);
    await database.collection(sweptVault.collection).insertOne(sweptVault.position());
  }
  await client.close();
};
