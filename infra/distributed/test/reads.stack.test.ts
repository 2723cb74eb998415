// Promise: whatever the store reads, it asks the primary for what a majority holds, whatever the URI would rather have.
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { createCollection } from '@daqidi/store';
import { createDatabase, mongoSettings } from '../src/index.js';
import { usePlaces } from './contract/places.js';

interface Note {
  readonly _id: string;
  readonly rev: number;
}

const places = usePlaces();
const uri = `${places.mongoUri}${places.mongoUri.includes('?') ? '&' : '/?'}monitorCommands=true`;
const values = defineConfig(mongoSettings).parse({ MONGODB_URI: `${uri}&readConcernLevel=local&readPreference=secondary` });
const name = `${places.environment.DAQIDI_MONGODB_DATABASE_PREFIX}scoring`;
const database = createDatabase({ values, name, log: silentLogger, randomness: systemRandomness });
await database.open(AbortSignal.timeout(30_000));
afterAll(async () => {
  await database.close();
  await places.clear();
});

test('every read of a collection', async () => {
  const notes = createCollection<Note>(database.connection, {
    name: 'notes',
    fields: { rev: { type: Number, required: true } },
    indexes: { byRev: { keys: { rev: 1 } } },
    queries: { byRev: { index: 'byRev', equals: ['rev'] } },
  });
  const asked: [name: string, level: unknown, preference: unknown][] = [];
  database.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    const { readConcern, $readPreference } = command;
    asked.push([commandName, readConcern?.level, $readPreference?.mode ?? 'primary']);
  });
  await notes.byId('one');
  await notes.byIds(['one', 'two']);
  await notes.find('byRev', { where: { rev: 1 } });
  // What has to be cast goes through the model.
  await notes.find('byRev', { where: { rev: '1' } });
  await notes.count('byRev', { where: { rev: 1 } });
  await notes.groupCount('byRev', 'rev', { where: { rev: 1 } });
  for await (const _ of notes.pages());
  expect(asked).toStrictEqual(
    ['find', 'find', 'find', 'find', 'aggregate', 'aggregate', 'find'].map((each) => [each, 'majority', 'primary']),
  );
});
