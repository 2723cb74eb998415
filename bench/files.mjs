// What uploads cost in the one-process form: megabytes a second of one upload and of many at once, and the process's memory meanwhile.
//   npm run bench -- files [--uploads 50] [--megabytes 20]
// Each file is of a kind that is kept and never decoded; parts come as a stream, sealed, synced to the disk of this machine.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, print, round } from './support/figures.mjs';
import { tokensOf } from './support/life-cycles.mjs';
import { startPlatform } from './support/platform-process.mjs';

const { values } = parseArgs({
  options: { uploads: { type: 'string', default: '50' }, megabytes: { type: 'string', default: '20' } },
});
const uploads = Number(values.uploads);
const content = Buffer.alloc(Number(values.megabytes) * 1_000_000, 7);
content.write('#!AMR\n', 'latin1');
const directory = await mkdtemp(join(tmpdir(), 'daqidi-files-'));
const { url, pids, secrets, stop } = await startPlatform({ directory });
const token = await tokensOf(secrets);
const bearer = await token({ sub: 'petitioner-1', kind: 'PETITIONER' });
const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${bearer}` };

const upload = async () => {
  const begun = await fetch(`${url}/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(content.length) },
  });
  if (begun.status !== 201) throw new Error(`${begun.status} ${await begun.text()}`);
  const sent = await fetch(`${url}${begun.headers.get('location')}`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    body: content,
  });
  if (sent.status !== 204) throw new Error(`${sent.status} ${await sent.text()}`);
};

/** Of the platform's process, in megabytes. */
const resident = () =>
  Math.max(
    ...Object.values(pids).map(
      (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
    ),
  );

const measured = async (count) => {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, resident());
  }, 50);
  const begun = performance.now();
  await Promise.all(Array.from({ length: count }, upload));
  const seconds = (performance.now() - begun) / 1_000;
  clearInterval(watch);
  return {
    uploads: count,
    megabytesPerSecond: round((count * content.length) / 1_000_000 / seconds),
    residentMegabytes: round(most),
  };
};

try {
  const idle = round(resident());
  const [alone, together] = [await measured(1), await measured(uploads)];
  print({ machine: machine(), megabytes: content.length / 1_000_000, idleMegabytes: idle, alone, together });
} finally {
  await stop();
  await rm(directory, { recursive: true, force: true });
}
