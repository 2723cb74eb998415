// Every registered query of every service is answered by searching an index: SQLite scans no table and sorts no documents.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAssignment } from '@daqidi/assignment';
import type { Bus } from '@daqidi/bus';
import { createDirectoryCopy } from '@daqidi/directory';
import { type EmbeddedMongo, type Filter, openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createContextKeys, createContextVerifier, createVaultCipher, parsePolicyRules } from '@daqidi/identity';
import { createIntake } from '@daqidi/intake';
import { createMetrics, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { createEventSchemas, policyRules, type ServiceName } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import { createEventCodec, type Service, type ServiceDeps } from '@daqidi/service';
import { type CollectionSpec, declaredCollections, type QuerySpec } from '@daqidi/store';
import { createSupervision } from '@daqidi/supervision';
import { createTriage } from '@daqidi/triage';

const services: Readonly<Record<ServiceName, (deps: ServiceDeps) => Service>> = {
  intake: createIntake,
  triage: createTriage,
  assignment: createAssignment,
  supervision: createSupervision,
  scoring: createScoring,
};

/** Nothing is sent or read here. */
const silentBus: Bus = {
  publish: async () => undefined,
  consume: async () => ({ stop: async () => undefined }),
  replay: async () => ({ caughtUp: Promise.resolve(), stop: async () => undefined }),
  lag: async () => 0,
  up: async () => true,
  close: async () => undefined,
};

const master = Buffer.alloc(32, 7);

const declare = async (name: ServiceName, mongo: EmbeddedMongo): Promise<readonly CollectionSpec[]> => {
  const service = services[name]({
    connection: mongo.connection,
    bus: silentBus,
    verifyContext: createContextVerifier(createContextKeys().publicKey, systemClock),
    rules: parsePolicyRules(policyRules()),
    codec: createEventCodec(createEventSchemas()),
    directory: createDirectoryCopy(),
    cipher: createVaultCipher({ masterKey: master }),
    lookupSecret: master,
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

for (const name of Object.keys(services) as ServiceName[]) {
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
