import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock } from '@daqidi/runtime';
import { developmentAudience, developmentIssuer } from '@daqidi/standalone';
import { createHttpClient } from './http-client.mjs';
import { playLeanAppeal } from './lean-appeal.mjs';
import { drained, startPlatform } from './platform-process.mjs';

/** What each service keeps of a case. */
const collections = {
  intake: ['appeal', 'events', 'cases', 'timeline', 'vault'],
  triage: ['case', 'events', 'vault'],
  assignment: ['entry', 'events', 'vault'],
  scoring: ['scores'],
};

const batch = 200;

/** A copy in which texts name another case. */
const renamed = (value, names) => {
  if (typeof value === 'string') return names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [renamed(name, names), renamed(member, names)]));
};

const playOne = async (directory) => {
  const platform = await startPlatform({ directory });
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock: systemClock,
  });
  const token = ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 });
  const client = createHttpClient({ url: platform.url, token, connections: 1 });
  await playLeanAppeal(client.ask, 'template-1', () => undefined);
  await drained(platform.url);
  await client.close();
  await platform.stop();
};

/**
 * Fills the stores of a new data directory with closed cases: plays one, then inserts copies of all its documents under other
 * ids, through the same driver, in batches. The copies' hashes are the original's; nothing reads them.
 */
export const storeCases = async ({ directory, cases }) => {
  await playOne(directory);
  const opened = await Promise.all(
    Object.keys(collections).map(async (service) => [
      service,
      await openEmbeddedMongo({ file: join(directory, `${service}.db`) }),
    ]),
  );
  const [appeal] = await opened[0][1].connection.db.collection('appeal').find({}).toArray();
  const fill = async ([service, mongo]) => {
    const templates = await Promise.all(
      collections[service].map(async (name) => {
        const collection = mongo.connection.db.collection(name);
        const documents = await collection.find({}).toArray();
        return { collection, documents: documents.filter((document) => JSON.stringify(document).includes(appeal._id)) };
      }),
    );
    for (let from = 0; from < cases; from += batch) {
      const names = ids.slice(from, from + batch).map((id, index) => [
        [appeal._id, id],
        [appeal.keys.unifiedCode, `${appeal.keys.unifiedCode}-${from + index}`],
      ]);
      await Promise.all(
        templates.map(({ collection, documents }) =>
          collection.insertMany(names.flatMap((each) => documents.map((document) => renamed(document, each)))),
        ),
      );
    }
  };
  const ids = Array.from({ length: cases }, () => randomUUID());
  await Promise.all(opened.map(fill));
  for (const [, mongo] of opened) await mongo.close();
};
