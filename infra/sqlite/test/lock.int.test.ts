// Promise: a data directory has one owner at a time, whoever asks, and a dead owner never blocks the next one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { useCleanup } from '@daqidi/testing';
import { lockDataDirectory } from '../src/index.js';
import { temporaryDirectory } from './support/temporary.js';

const later = useCleanup();

const startHolder = async (directory: string): Promise<{ child: ChildProcess; said: string }> => {
  const script = fileURLToPath(new URL('./support/lock-holder.js', import.meta.url));
  const child = spawn(process.execPath, [script, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, said };
};

test('the same process is refused a second time, and served after the release', async () => {
  const directory = join(await temporaryDirectory(later), 'data');
  const lock = await lockDataDirectory(directory);
  await expect(lockDataDirectory(directory)).rejects.toSatisfy(
    (error: Error) => error.message.includes(directory) && !error.message.includes('\n'),
  );
  lock.release();
  lock.release();
  (await lockDataDirectory(directory)).release();
});

test('another process is refused while one holds it', async () => {
  const directory = await temporaryDirectory(later);
  const lock = await lockDataDirectory(directory);
  const { child, said } = await startHolder(directory);
  if (child.exitCode === null) await once(child, 'exit');
  expect(said).toMatch(/in use/);
  lock.release();
});

test('a killed owner frees it', async () => {
  const directory = await temporaryDirectory(later);
  const { child, said } = await startHolder(directory);
  expect(said).toBe('held');
  await expect(lockDataDirectory(directory)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await lockDataDirectory(directory)).release();
});

test('a directory that cannot be made is named in one line', async () => {
  const file = join(await temporaryDirectory(later), 'file');
  await writeFile(file, '');
  await expect(lockDataDirectory(join(file, 'data'))).rejects.toSatisfy(
    (error: Error) => error.message.includes(file) && !error.message.includes('\n'),
  );
});
