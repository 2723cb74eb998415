// Every registered query of every service is answered by searching an index: SQLite scans no table and sorts no documents.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentBus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { serviceNames } from '@daqidi/schemas';
import { declaredCollections } from '@daqidi/store';
import { openAside } from '../src/aside.js';
import { filtersOf } from './support/filters-of.js';

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
      await openAside(name, { connection: mongo.connection, bus: silentBus }).service.prepare();
      let explained = 0;
      for (const spec of declaredCollections(mongo.connection)) {
        for (const [queryName, query] of Object.entries(spec.queries)) {
          for (const keys of [['region:1'], ['region:1', 'unit:1', 'person:1']]) {
            for (const filter of filtersOf(spec, query, keys)) {
              const sorted = query.sort === undefined ? {} : { sort: query.sort };
              const plan = mongo.explain(spec.name, filter, { ...sorted, limit: 21 });
              const seen = `${spec.name}.${queryName}: ${plan.join(' | ')}`;
              expect(
                plan.some((step) => step.startsWith('SEARCH')),
                seen,
              ).toBe(true);
              expect(faultsOf(plan, keys), seen).toStrictEqual([]);
              explained += 1;
            }
          }
        }
      }
      expect(explained, `${explained} explained`).toBeGreaterThanOrEqual(8);
    } finally {
      await mongo.close();
      await rm(directory, { recursive: true, force: true });
    }
  });
}
