// A process that writes notes as fast as it can and prints each id only once it was answered.
import { writeSync } from 'node:fs';
import { openWithWriter } from '../../src/open-file.js';

const [file = '', writer = '', round = ''] = process.argv.slice(2);
const store = await openWithWriter({ file, procedures: new URL('./procedures.js', import.meta.url) }, new URL(writer));
const lane = async (name: string): Promise<never> => {
  for (let number = 0; ; number += 1) {
    const id = await store.call<string>('put', { id: `${round}-${name}-${number}`, body: new Uint8Array(500) });
    writeSync(1, `${id}.\n`);
  }
};
await Promise.all(['a', 'b', 'c', 'd'].map(lane));
