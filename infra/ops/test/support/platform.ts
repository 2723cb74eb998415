import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bus } from '@daqidi/bus';
import { createDatabase, kafkaSettings, mongoSettings, openKafkaBus } from '@daqidi/distributed';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { startStack } from '@daqidi/local';
import { defineConfig, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import type { Connection } from 'mongoose';
import type { Environment } from '../../../distributed/test/contract/processes.js';

const township = '511902001';
const village = '511902001001';
const officer = (sub: string) => ({ sub, kind: 'OFFICER' }) as const;
const people = {
  petitioner: { sub: 'petitioner-1', kind: 'PETITIONER' },
  clerk: officer('district-centre.clerk'),
  village: officer(`${village}.reviewer`),
  letters: officer(`${township}.letters`),
  justice: officer(`${township}.justice`),
} as const;

/** Resolves when `holds` does; each look takes the time of asking a process or a server. */
export const until = async (what: string, holds: () => Promise<boolean>, patience = 60_000): Promise<void> => {
  for (const end = performance.now() + patience; !(await holds()); )
    if (performance.now() > end) throw new Error(`it did not come to pass in time: ${what}`);
};

export interface PlatformOptions {
  /** Settings of its processes besides. */
  readonly environment?: Environment;
  /** What the operator does before any process is started. */
  prepare?(ops: Environment): Promise<void>;
}

/** The whole platform as processes, on the servers of the environment, under a name of the test's own. */
export const openPlatform = async ({ environment = {}, prepare = async () => undefined }: PlatformOptions = {}) => {
  const { KAFKA_BROKERS, MONGODB_URI } = process.env;
  if (!KAFKA_BROKERS || !MONGODB_URI)
    throw new Error('set KAFKA_BROKERS and MONGODB_URI, or run npm run test:stack, which brings them up');
  const mark = `t${randomUUID().slice(0, 8)}`;
  const places = {
    KAFKA_BROKERS,
    MONGODB_URI,
    DAQIDI_KAFKA_PREFIX: `${mark}.`,
    DAQIDI_KAFKA_PARTITIONS: '2',
    DAQIDI_MONGODB_DATABASE_PREFIX: `${mark}_`,
  };
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-ops-'));
  await prepare(places);
  const stack = await startStack({ directory, environment: { PATH: process.env.PATH, ...places, ...environment } });
  const values = defineConfig({ ...kafkaSettings, ...mongoSettings }).parse(places);
  const tools = { values, log: silentLogger, randomness: systemRandomness };
  const bus: Bus = await openKafkaBus({ ...tools, clientId: 'test', fail: () => undefined });
  const databases = new Map(serviceNames.map((name) => [name, createDatabase({ ...tools, name: `${mark}_${name}` })]));
  for (const database of databases.values()) await database.open(AbortSignal.timeout(30_000));
  const connectionOf = (name: ServiceName): Connection => databases.get(name)?.connection as Connection;
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: 'daqidi-development',
    audience: 'daqidi',
    clock: systemClock,
  });

  const ask = async (person: keyof typeof people, query: string, variables: object) => {
    const token = await issuer.issue({ ...people[person], ttlSeconds: 3_600 });
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, never>; errors?: unknown };
    if (errors !== undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data as Record<string, { readonly [name: string]: { readonly id: string; readonly version: number } }>;
  };
  const change = (person: keyof typeof people, name: string, input: object, answer: string) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation M($input: ${type}) { ${name}(input: $input) { ${answer} { id version } } }`;
    return ask(person, query, { input: { requestId: randomUUID(), ...input } }).then((data) => data[name]?.[answer]);
  };
  const seen = async (id: string, field: 'triage' | 'ledgerEntry', stage: string): Promise<number> => {
    let version = 0;
    await until(`${field} at ${stage}`, async () => {
      const query = `query Q($id: ID!) { appeal(id: $id) { ${field} { version stage } } }`;
      const { appeal } = await ask('clerk', query, { id });
      const found = appeal?.[field] as unknown as { readonly version: number; readonly stage: string } | null;
      version = found?.version ?? 0;
      return found?.stage === stage;
    });
    return version;
  };

  return {
    directory,
    stack,
    places,
    mark,
    bus,
    connectionOf,
    ops: Object.fromEntries(
      Object.entries(stack.environmentOf('ops')).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ) as Environment,
    /** A case that triage screens. Answers its id. */
    submit: async (): Promise<string> => {
      const petitioner = { name: '王小明', telephone: '13900001234', address: '北门社区三栋二单元' };
      const input = { channel: 'MINI_PROGRAM', regionId: village, text: '小区的水管爆裂三天了,请尽快修复。', petitioner };
      const appeal = await change('petitioner', 'submitAppeal', input, 'appeal');
      await seen(appeal?.id ?? '', 'triage', 'SCREENING');
      return appeal?.id ?? '';
    },
    /** Through triage into the ledger. */
    assess: async (appealId: string): Promise<void> => {
      let expectedVersion = await seen(appealId, 'triage', 'SCREENING');
      const step = async (who: keyof typeof people, name: string, more: object = {}): Promise<void> => {
        const next = await change(who, name, { appealId, expectedVersion, ...more }, 'triageCase');
        expectedVersion = next?.version ?? 0;
      };
      const opines = (who: keyof typeof people) => change(who, 'recordOpinion', { appealId, ...opinion }, 'triageCase');
      const opinion = { reasonableness: 'REASONABLE', text: '诉求合理,应予解决。' };
      await step('village', 'passScreening');
      await opines('letters');
      await opines('justice');
      await step('letters', 'assessAppeal', {
        reasonableness: 'REASONABLE',
        category: 'RESOLUTION',
        subject: '城乡建设/城市建设和市政管理',
        level: 'TOWNSHIP',
        grade: 'D2',
        proposedUnitId: `u-${township}`,
      });
      await seen(appealId, 'ledgerEntry', 'ASSIGNED');
    },
    close: async (): Promise<void> => {
      await stack.stop();
      await bus.close();
      for (const { connection, close } of databases.values()) {
        await connection.dropDatabase();
        await close();
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
};
