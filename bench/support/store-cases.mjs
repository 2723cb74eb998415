import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createHttpClient } from './http-client.mjs';
import { playLeanAppeal } from './lean-appeal.mjs';
import { tokensOf } from './life-cycles.mjs';
import { drained, startPlatform } from './platform-process.mjs';

const { serialize } = createRequire(new URL('../../infra/embedded-mongo/package.json', import.meta.url))('bson');

/** What each service keeps of a case. */
const collections = {
  intake: ['appeal', 'events', 'cases', 'timeline', 'vault'],
  triage: ['case', 'events', 'vault'],
  assignment: ['entry', 'events', 'vault'],
  scoring: ['scores'],
};

const playOne = async (directory) => {
  const platform = await startPlatform({ directory });
  const token = await tokensOf(join(directory, 'secrets'));
  const client = createHttpClient({ url: platform.url, token, connections: 1 });
  await playLeanAppeal(client.ask, 'template-1', () => undefined);
  await drained(platform.url);
  await client.close();
  await platform.stop();
};

/** The documents of the one case, by service and collection. */
const readTemplates = async (directory) => {
  const templates = {};
  let appeal;
  for (const [service, names] of Object.entries(collections)) {
    const mongo = await openEmbeddedMongo({ file: join(directory, `${service}.db`) });
    templates[service] = {};
    for (const name of names) {
      const documents = await mongo.connection.db.collection(name).find({}).toArray();
      appeal ??= documents[0];
      // Nobody else has texts yet; the directory has events of its own.
      templates[service][name] =
        name === 'vault' ? documents : documents.filter((document) => JSON.stringify(document).includes(appeal._id));
    }
    await mongo.close();
  }
  return { appeal, templates };
};

/**
 * Fills the stores of a new data directory with closed cases of the past year: plays one, then writes copies of all its documents
 * under other ids, codes and dates. The copies' hashes and texts are the original's: nothing reads them.
 */
export const storeCases = async ({ directory, cases }) => {
  await playOne(directory);
  const { appeal, templates } = await readTemplates(directory);
  const texts = Object.values(templates).flatMap(({ vault = [] }) => vault.map(({ _id }) => _id));
  const common = {
    appealId: appeal._id,
    textIds: texts.filter((id) => !id.includes(appeal._id)),
    unifiedCode: appeal.keys.unifiedCode,
    cases,
    now: Date.now(),
    salt: randomBytes(8).toString('hex'),
  };
  const fill = async ([service, byName]) => {
    const encoded = Object.entries(byName).map(([name, documents]) => [
      name,
      documents.map((document) => new Uint8Array(serialize(document, { ignoreUndefined: false }))),
    ]);
    const worker = new Worker(new URL('./fill-store.mjs', import.meta.url), {
      workerData: { ...common, file: join(directory, `${service}.db`), templates: Object.fromEntries(encoded) },
    });
    const [code] = await once(worker, 'exit');
    if (code !== 0) throw new Error(`${service} could not be filled`);
  };
  await Promise.all(Object.entries(templates).map(fill));
};
