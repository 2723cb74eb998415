// Proves: every row of a list and every figure equals its recomputation from the events, by a second instance that hears them
// all from the beginning into an empty store.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Bus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { createVaultCipher, parsePolicyRules } from '@daqidi/identity';
import { createIntake } from '@daqidi/intake';
import { createMetrics, noFaults, silentLogger, systemRandomness } from '@daqidi/runtime';
import { createEventSchemas, policyRules } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import { createEventCodec, type Service, type ServiceDeps } from '@daqidi/service';
import { settled } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { playScenario } from './support/scenario.js';

/** Rows by id, without the number of times they were written. */
const rowsOf = async ({ store }: Service, collection: string): Promise<Readonly<Record<string, unknown>>> => {
  const model = store.archive.collection.model.db.models[collection];
  const rows: { readonly _id: string; readonly rev: number }[] = (await model?.find({}).lean()) ?? [];
  assert.ok(rows.length > 0, `${collection} has rows`);
  return Object.fromEntries(rows.map(({ rev: _rev, ...row }) => [row._id, row]));
};

/** The same bus for a group of its own, which nothing has been delivered to yet. */
const heardAgain = (bus: Bus): Bus => {
  const again = (group: string): string => `${group}-again`;
  return {
    ...bus,
    publish: async () => undefined,
    consume: (options) => bus.consume({ ...options, group: again(options.group) }),
    lag: (group, topics) => bus.lag(again(group), topics),
  };
};

const recompute = async (
  world: EmbeddedWorld,
  bus: Bus,
  create: (deps: ServiceDeps) => Service,
  collections: readonly string[],
) => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-again-'));
  const mongo = await openEmbeddedMongo({ file: join(directory, 'again.db') });
  const secret = systemRandomness.bytes(32);
  const [original] = world.embedded.platform.services;
  assert.ok(original !== undefined);
  const again = create({
    connection: mongo.connection,
    bus: heardAgain(bus),
    codec: createEventCodec(createEventSchemas()),
    directory: original.directory,
    verifyContext: { verify: () => Promise.reject(new Error('nobody asks')) },
    rules: parsePolicyRules(policyRules()),
    cipher: createVaultCipher({ masterKey: secret }),
    lookupSecret: secret,
    clock: world.clock,
    randomness: systemRandomness,
    log: silentLogger,
    metrics: createMetrics(),
    faults: noFaults,
  });
  try {
    await again.prepare();
    await again.start();
    await settled([again]);
    const first = world.embedded.platform.services.find(({ name }) => name === again.name);
    assert.ok(first !== undefined);
    for (const collection of collections) assert.deepEqual(await rowsOf(again, collection), await rowsOf(first, collection));
  } finally {
    await again.stop();
    await mongo.close();
    await rm(directory, { recursive: true, force: true });
  }
};

test('rows of cases, timelines and scores equal their recomputation', async () => {
  let bus: Bus | undefined;
  const world = await openEmbeddedWorld({
    aroundBus: (inner) => {
      bus = inner;
      return inner;
    },
  });
  try {
    await playScenario(world);
    assert.ok(bus !== undefined);
    await recompute(world, bus, createScoring, ['scores']);
    await recompute(world, bus, createIntake, ['cases', 'timeline']);
  } finally {
    await world.stop();
  }
});
