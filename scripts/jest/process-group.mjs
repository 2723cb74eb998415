// What a test process leaves behind: processes that it started and that still run. On Windows there are no process groups:
// nothing is found there.
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const patience = 2_000;

const exists = (group) => {
  try {
    return process.platform !== 'win32' && process.kill(-group, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
};

/** Members as `ps` shows them; one that has ended and that nobody has asked about is none. */
const membersOf = async (group) => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,stat=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, pgid, state]) => pgid === String(group) && !state.startsWith('Z'))
    .map(([, , , command]) => command);
};

/** The commands of processes of the group that do not end by themselves, though their leader has. */
export const whatIsLeft = async (group) => {
  for (let waited = 0; exists(group); waited += 100) {
    const left = await membersOf(group);
    if (left.length === 0 || waited >= patience) return left;
    await wait(100);
  }
  return [];
};

export const endGroup = (group) => {
  try {
    process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};
