import { type Spawned, spawnNode } from '../stack/spawn.js';
import { lastWords } from './death.js';

export interface StackMember {
  readonly name: string;
  pid(): number | undefined;
  /** Starts it, unless it runs; resolves when it is ready. */
  start(): Promise<void>;
  /** SIGKILL; resolves when it is gone. It is not started again but by `start`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it with a fault; resolves when it has died of it, rejects where it ended otherwise. */
  startToDie(fault: { readonly point: string; readonly setting: string }): Promise<void>;
  /** The last lines of its log. */
  lastLines(): readonly string[];
  /** How often it ended without having been told to: each time it was started again, as an orchestrator does. */
  ends(): readonly string[];
}

const entry = new URL('./stack-child.js', import.meta.url).pathname;

export const createStackMember = (name: string, environment: () => Readonly<Record<string, string>>): StackMember => {
  let current: Spawned | null = null;
  let wanted = false;
  const ends: string[] = [];
  const spawn = (fault: Readonly<Record<string, string>>): Spawned =>
    spawnNode(entry, [name], { ...environment(), ...fault }, (line) => line === 'controlled');

  const run = async (): Promise<void> => {
    const started = spawn({});
    current = started;
    void started.ended.then((code) => {
      if (current !== started || !wanted) return;
      ends.push(`${name} ended with ${code}: ${started.stderr().trim()}`);
      run().catch(() => undefined);
    });
    await started.ready;
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    wanted = false;
    const ending = current;
    current = null;
    ending?.child.kill(signal);
    await ending?.ended;
  };

  return {
    name,
    pid: () => current?.child.pid,
    ends: () => ends,
    lastLines: () => current?.log().slice(-6) ?? [],
    start: async () => {
      if (wanted) return;
      wanted = true;
      await run();
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    startToDie: async ({ point, setting }) => {
      const dying = spawn({ FAULT: setting });
      current = dying;
      await dying.ended;
      if (dying.child.signalCode === 'SIGKILL' && dying.log().at(-1) === lastWords(point)) return;
      throw new Error(`${name} did not die at ${point}: ${dying.stderr()}\n${dying.log().slice(-5).join('\n')}`);
    },
  };
};
