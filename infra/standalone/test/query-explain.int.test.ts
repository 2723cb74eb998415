// Every registered query of every service is answered by searching an index: SQLite scans no table and sorts no documents.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentBus } from '@daqidi/bus';
import { openService } from '@daqidi/distributed';
import { type EmbeddedMongo, type Filter, openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createMetrics, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import { type CollectionSpec, declaredCollections, type QuerySpec } from '@daqidi/store';
import { creators, secret } from './support/stack/open-services.js';

const declare = async (name: ServiceName, mongo: EmbeddedMongo): Promise<readonly CollectionSpec[]> => {
  const { service } = openService({
    name,
    create: creators[name],
    connection: mongo.connection,
    bus: silentBus,
    masterKey: secret,
    lookupSecret: secret,
    contextKeys: () => [],
    clock: systemClock,
    randomness: systemRandomness,
    log: silentLogger,
    metrics: createMetrics(),
    faults: noFaults,
  });
  await service.prepare();
  return declaredCollections(mongo.connection);
};

/** Values of the right kind, as the store would ask with them. */
const filterOf = ({ fields }: CollectionSpec, query: QuerySpec, keys: readonly string[], cursor: boolean): Filter => {
  const equals = query.equals.map((field) => [field, field === 'seenBy' ? { $in: keys } : 'some']);
  const scoped = query.equals.includes('seenBy') && 'barred' in fields ? [['barred', { $nin: ['unit:7', 'person:1'] }]] : [];
  const after = Object.entries(query.sort ?? {})
    .filter(() => cursor)
    .map(([field, direction]) => [field, { [direction === 1 ? '$gt' : '$lt']: 'some' }]);
  return Object.fromEntries([...equals, ...scoped, ...after]) as Filter;
};

/** What is wrong with a plan: tables scanned, or more sorted than the merge of one select per key needs. */
const faultsOf = (plan: readonly string[], keys: readonly string[]): readonly string[] => {
  const merged = plan.some((step) => step.includes('UNION ALL') || step.includes('COMPOUND'));
  const scans = plan.filter((step) => /^SCAN [a-z]\b/.test(step) && !/^SCAN s\b/.test(step));
  const sorts = plan.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'));
  return [...scans, ...(sorts.length > (merged && keys.length > 1 ? 2 : 0) ? sorts : [])];
};

for (const name of serviceNames) {
  test(`${name}: each registered query searches`, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'daqidi-explain-'));
    const mongo = await openEmbeddedMongo({ file: join(directory, `${name}.db`) });
    try {
      const specs = await declare(name, mongo);
      let explained = 0;
      for (const spec of specs) {
        for (const [queryName, query] of Object.entries(spec.queries)) {
          for (const keys of [['region:1'], ['region:1', 'unit:1', 'person:1']]) {
            for (const cursor of [false, true]) {
              const filter = filterOf(spec, query, keys, cursor);
              if (Object.keys(filter).length === 0) continue;
              const plan = mongo.explain(spec.name, filter, {
                ...(query.sort === undefined ? {} : { sort: query.sort }),
                limit: 21,
              });
              assert.ok(
                plan.some((step) => step.startsWith('SEARCH')),
                `${spec.name}.${queryName}: ${plan.join(' | ')}`,
              );
              assert.deepEqual(faultsOf(plan, keys), [], `${spec.name}.${queryName}: ${plan.join(' | ')}`);
              explained += 1;
            }
          }
        }
      }
      assert.ok(explained >= 8, `${explained} explained`);
    } finally {
      await mongo.close();
      await rm(directory, { recursive: true, force: true });
    }
  });
}
