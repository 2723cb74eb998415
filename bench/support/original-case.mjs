import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createHttpClient } from './http-client.mjs';
import { playLeanAppeal } from './lean-appeal.mjs';
import { tokensOf } from './life-cycles.mjs';
import { drained, startPlatform } from './platform-process.mjs';

const { serialize } = createRequire(new URL('../../infra/embedded-mongo/package.json', import.meta.url))('bson');

/** What each service keeps of a case. */
const collections = {
  intake: ['appeal', 'events', 'cases', 'timeline', 'vault', 'vault_keys', 'lookups'],
  triage: ['case', 'events', 'vault', 'vault_keys'],
  assignment: ['entry', 'events', 'vault', 'vault_keys'],
  scoring: ['scores', 'contributions'],
};

/** What keeps the sweep from looking at the copies one after the other: it has been there. */
export const sweptVault = { collection: 'sweep_positions', position: () => ({ _id: 'vault', order: new Date().toISOString() }) };

const playOne = async (directory) => {
  const platform = await startPlatform({ directory });
  const token = await tokensOf(join(directory, 'secrets'));
  const client = createHttpClient({ url: platform.url, token, connections: 1 });
  await playLeanAppeal(client.ask, 'template-1', () => undefined);
  await drained(platform.metricsUrls);
  await client.close();
  await platform.stop();
};

/**
 * Plays one case on a new data directory of the one-process form and reads what is kept of it: `documents` as BSON, by service and
 * collection, and what tells it from others.
 */
export const playOriginal = async (directory) => {
  await playOne(directory);
  const documents = {};
  let appeal;
  const textIds = [];
  for (const [service, names] of Object.entries(collections)) {
    const mongo = await openEmbeddedMongo({ file: join(directory, `${service}.db`) });
    documents[service] = {};
    for (const name of names) {
      const all = await mongo.connection.db.collection(name).find({}).toArray();
      appeal ??= all[0];
      // Nobody else has texts yet; the directory has events of its own.
      const own = name === 'vault' ? all : all.filter((document) => JSON.stringify(document).includes(appeal._id));
      if (name === 'vault') textIds.push(...own.map(({ _id }) => _id).filter((id) => !id.includes(appeal._id)));
      documents[service][name] = own.map((document) => new Uint8Array(serialize(document, { ignoreUndefined: false })));
    }
    await mongo.connection.db.collection(sweptVault.collection).insertOne(sweptVault.position());
    await mongo.close();
  }
  return { appealId: appeal._id, textIds, unifiedCode: appeal.keys.unifiedCode, documents };
};
