import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

/**
 * Mounts a file system of so many bytes (`1m`, `64m`) on the folder, to be filled. Answers how to unmount it; null where that
 * needs rights that this process has not got.
 */
export const mountSmallDisk = async (directory: string, size: string): Promise<(() => void) | null> => {
  await mkdir(directory, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => void execFileSync('umount', ['-l', directory]);
};
