import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@daqidi/runtime';
import { type Bus, createEmbeddedBus } from '../../src/index.js';
import type { BusHarness } from '../contract/bus-contract.js';

/** An embedded bus in a directory of its own. A crash is what the files hold at that instant, opened elsewhere. */
export const makeEmbeddedBus = async (): Promise<BusHarness> => {
  const root = await mkdtemp(join(tmpdir(), 'daqidi-bus-'));
  const opened: Bus[] = [];
  let home = root;
  const open = async (): Promise<Bus> => {
    const bus = await createEmbeddedBus({ file: join(home, 'bus.db'), log: silentLogger, redelivery: { first: 1, cap: 5 } });
    opened.push(bus);
    return bus;
  };
  return {
    bus: await open(),
    reopen: async () => {
      await opened.at(-1)?.close();
      return open();
    },
    crash: async () => {
      const next = await mkdtemp(join(root, 'crash-'));
      // Not the -shm file: it belongs to the living.
      for (const name of ['bus.db', 'bus.db-wal']) {
        if ((await readdir(home)).includes(name)) await copyFile(join(home, name), join(next, name));
      }
      home = next;
      return open();
    },
    end: async () => {
      for (const bus of opened) await bus.close();
      await rm(root, { recursive: true, force: true });
    },
  };
};
