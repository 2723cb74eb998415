// Promise, on a real MongoDB only: every registered query of every service is planned on its index, scans no collection and sorts
// nothing in memory. A server that cannot explain cannot show it: what was not shown is then said aloud.
import { randomUUID } from 'node:crypto';
import { silentBus } from '@daqidi/bus';
import { createDatabase, mongoSettings } from '@daqidi/distributed';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import { declaredCollections } from '@daqidi/store';
import { testUnless, useCleanup } from '@daqidi/testing';
import { openAside } from '../src/aside.js';
import { filtersOf } from './support/filters-of.js';

const { MONGODB_URI } = process.env;
if (!MONGODB_URI) throw new Error('set MONGODB_URI, or run npm run test:stack, which brings a database up');
const values = defineConfig(mongoSettings).parse({ MONGODB_URI });
const mark = `t${randomUUID().slice(0, 8)}`;
const later = useCleanup(afterAll);
const openDatabase = async (name: string) => {
  const database = createDatabase({ values, name: `${mark}_${name}`, log: silentLogger, randomness: systemRandomness });
  await database.open(AbortSignal.timeout(30_000));
  later(async () => {
    await database.connection.dropDatabase();
    await database.close();
  });
  return database.connection;
};

const probing = await openDatabase('probing');
const answerTo = async (command: Readonly<Record<string, unknown>>): Promise<Record<string, unknown> | null> =>
  (await probing.db?.command(command).catch(() => null)) ?? null;
const explains = (await answerTo({ explain: { find: 'nothing' }, verbosity: 'queryPlanner' }))?.queryPlanner !== undefined;

const whyNot = explains ? null : 'this server has no explain';

interface Plan {
  readonly stages: readonly string[];
  readonly indexes: readonly string[];
}

/** All stages and indexes of a plan, however deep the server's version nests them. */
const planOf = (node: unknown): Plan => {
  if (typeof node !== 'object' || node === null) return { stages: [], indexes: [] };
  const inner = Object.values(node).map(planOf);
  const { stage, indexName } = node as { readonly stage?: string; readonly indexName?: string };
  return {
    stages: [...(typeof stage === 'string' ? [stage] : []), ...inner.flatMap(({ stages }) => stages)],
    indexes: [...(typeof indexName === 'string' ? [indexName] : []), ...inner.flatMap(({ indexes }) => indexes)],
  };
};

const declare = async (name: ServiceName) => {
  const connection = await openDatabase(name);
  await openAside(name, { connection, bus: silentBus }).service.prepare();
  return connection;
};

for (const name of serviceNames) {
  testUnless(whyNot)(`${name}: MongoDB plans each registered query on its index`, async () => {
    const connection = await declare(name);
    let explained = 0;
    for (const spec of declaredCollections(connection)) {
      for (const [queryName, query] of Object.entries(spec.queries)) {
        for (const filter of filtersOf(spec, query, ['region:1', 'unit:1', 'person:1'])) {
          const find = { find: spec.name, filter, limit: 21, ...(query.sort === undefined ? {} : { sort: query.sort }) };
          const answer = await connection.db?.command({ explain: find, verbosity: 'queryPlanner' });
          const { stages, indexes } = planOf(
            (answer as { readonly queryPlanner: { readonly winningPlan: unknown } }).queryPlanner.winningPlan,
          );
          const seen = `${spec.name}.${queryName}: ${stages.join(' < ')} on ${indexes.join(', ')}`;
          expect(
            stages.some((stage) => /IXSCAN|IDHACK/.test(stage)),
            seen,
          ).toBe(true);
          expect(stages, seen).not.toContain('COLLSCAN');
          expect(stages, seen).not.toContain('SORT');
          expect(
            indexes.every((index) => index === query.index),
            `${seen}, not ${query.index}`,
          ).toBe(true);
          explained += 1;
        }
      }
    }
    expect(explained, `${explained} explained`).toBeGreaterThanOrEqual(8);
  });
}
