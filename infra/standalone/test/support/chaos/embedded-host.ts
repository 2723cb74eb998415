import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { freePorts } from '@daqidi/local';
import type { Services } from '@daqidi/ops';
import { developmentAudience, developmentIssuer, type Person } from '@daqidi/standalone';
import { openEmbeddedWorld } from '../embedded-world.js';
import { type Spawned, spawnNode } from '../stack/spawn.js';
import { type Fault, faultSetting } from './death.js';
import { offsetClock, offsetFromNow } from './offset-clock.js';

const entry = new URL('./embedded-child.js', import.meta.url).pathname;
const commits = new URL('./dying-commits.js', import.meta.url).href;

export interface StartOptions {
  readonly fault?: Fault;
  /** The SQLite file around whose commits it dies, and how long after the commit began. */
  readonly commit?: { readonly file: string; readonly microseconds: number };
  /** Whether the fault counts from the very first line instead of from when the services start. */
  readonly fromStart?: boolean;
  /** Milliseconds to move the clock on, for this process and all later ones. */
  readonly later?: number;
}

export interface EmbeddedHost {
  readonly url: string;
  token(person: Person): Promise<string>;
  /** A process on the directory; it may die before it is ready. */
  spawn(options?: StartOptions): Spawned;
  /** Opens the directory in this process, lets everything settle, and hands over the services, which do nothing more. */
  look<Answer>(at: (services: Services) => Promise<Answer>): Promise<Answer>;
  remove(): Promise<void>;
}

/** A data directory in `folder` and the processes that own it, one after the other, all on one port. */
export const createEmbeddedHost = async (folder = tmpdir()): Promise<EmbeddedHost> => {
  const directory = await mkdtemp(join(folder, 'daqidi-chaos-'));
  const [port] = await freePorts(1);
  let offset = offsetFromNow();
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock: { now: () => Date.now() + offset },
  });
  return {
    url: `http://127.0.0.1:${port}`,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 }),
    spawn: ({ fault, commit, fromStart = false, later = 0 } = {}) => {
      offset += later;
      return spawnNode(
        entry,
        [directory],
        {
          PORT: String(port),
          CLOCK_OFFSET: String(offset),
          ...(fault === undefined ? {} : { FAULT: faultSetting(fault) }),
          ...(fromStart ? { FAULT_FROM: 'start' } : {}),
          ...(commit === undefined
            ? {}
            : { NODE_OPTIONS: `--import=${commits}`, FAULT_FILE: commit.file, FAULT_MICROSECONDS: String(commit.microseconds) }),
        },
        (line) => line === 'ready',
      );
    },
    look: async (at) => {
      const world = await openEmbeddedWorld({ directory });
      const { platform } = world.embedded;
      try {
        world.clock.set(offsetClock(offset).now());
        await world.settled();
        await platform.stop();
        return await at(Object.fromEntries(platform.services.map((each) => [each.name, each])) as unknown as Services);
      } finally {
        await world.embedded.close();
      }
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
};
