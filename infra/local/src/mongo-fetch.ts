import { MongoBinary } from 'mongodb-memory-server-core';

// Says in one line where a mongod is, downloading it when need be, or why there is none. A process of its own: the library prints
// as it pleases, and a download under way can be given up only with the process.
const [version = '', downloadDir = ''] = process.argv.slice(2);
const say = (what: 'mongod' | 'failed', text: string): boolean =>
  process.stdout.write(`\n${what} ${text.replaceAll(/\s+/g, ' ').trim()}\n`);

try {
  say('mongod', await MongoBinary.getPath({ version, downloadDir }));
} catch (error) {
  say('failed', error instanceof Error ? error.message : String(error));
}
