import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from './process.js';

const cli = fileURLToPath(new URL('../../../../../infra/standalone/dist/demo-cli.js', import.meta.url));

export interface Demonstration {
  /** Plays one story, or all, and answers what was printed; it must end well and complain of nothing. */
  play(story: string): Promise<string>;
  stop(): Promise<void>;
}

/** A platform of its own, as `npm start` runs it, and the demonstration against it, as `npm run demo` does. */
export const openDemonstration = async (): Promise<Demonstration> => {
  const data = await mkdtemp(join(tmpdir(), 'daqidi-demo-'));
  const platform = startProcess({ DAQIDI_DATA: data, DAQIDI_PORT: '0', HOME: data });
  const url = await platform.url;
  return {
    play: async (story) => {
      const env = { PATH: process.env.PATH ?? '', DAQIDI_DATA: data, HOME: data };
      const child = spawn(process.execPath, [cli, '--story', story, '--url', url], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [said, complaints] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaints += text;
      });
      const [code] = await once(child, 'close');
      expect([code, complaints]).toStrictEqual([0, '']);
      return said;
    },
    stop: async () => {
      platform.child.kill('SIGTERM');
      await platform.ended;
      await rm(data, { recursive: true, force: true });
    },
  };
};

/** What was printed of each case at the end: who sees it. `people`: how many are told of. */
export const sightsIn = (said: string, people: number): readonly string[] =>
  said
    .split('Who can see it · 知悉范围\n')
    .slice(1)
    .map((part) => part.split('\n').slice(0, people).join('\n'));
