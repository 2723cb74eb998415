// The embedded bus keeps every promise of the port, and its partition count for the life of the file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@daqidi/runtime';
import { createEmbeddedBus } from '../src/index.js';
import { busContract } from './contract/bus-contract.js';
import { makeEmbeddedBus } from './support/embedded-harness.js';

busContract('embedded', makeEmbeddedBus);

test('a file keeps the partition count it was made with, and keys their partition', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-bus-'));
  const file = join(directory, 'bus.db');
  const placeOf = async (partitions: number): Promise<readonly number[]> => {
    const bus = await createEmbeddedBus({ file, log: silentLogger, partitions });
    await bus.publish('t', [{ key: 'case-1', value: '', headers: {} }]);
    const places: number[] = [];
    const replay = await bus.replay({ topics: ['t'], onRecord: ({ partition }) => void places.push(partition) });
    await replay.caughtUp;
    await bus.close();
    return places;
  };
  const [place] = await placeOf(32);
  expect(await placeOf(2)).toStrictEqual([place, place]);
  await rm(directory, { recursive: true });
});

test('header names are lower case, as on every binding', async () => {
  const harness = await makeEmbeddedBus();
  await expect(harness.bus.publish('t', [{ key: 'k', value: '', headers: { Ce_Id: '1' } }])).rejects.toThrow(/lower case/);
  await harness.end();
});
