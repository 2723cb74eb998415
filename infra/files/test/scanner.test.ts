// Promise: what a scanner finds is held; while it is away files are kept and not shown, and looked at again when somebody asks for them.
import { createServer, type Server } from 'node:net';
import { createInstreamScanner } from '../src/index.js';
import { coming, openTestFiles, recording, terms } from './support.js';

/** The test file that every scanner takes for harmful, in two halves: this file is scanned too. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** What a scanner does with INSTREAM; not a scanner. */
const simulate = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const command = Buffer.from('zINSTREAM\0');
      if (!bytes.subarray(0, command.length).equals(command)) return;
      const pieces: Buffer[] = [];
      for (let at = command.length; at + 4 <= bytes.length; ) {
        const length = bytes.readUInt32BE(at);
        if (length === 0) {
          const found = Buffer.concat(pieces).includes(eicar);
          socket.end(found ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        pieces.push(bytes.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, port: (server.address() as { port: number }).port };
};

const close = (server: Server): Promise<void> => new Promise((closed) => server.close(() => closed()));

const uploadedTo = async (files: ReturnType<typeof openTestFiles>['files'], content: Buffer) => {
  const id = await files.begin(terms, content.length, 'a.amr');
  await files.append(id, 0, coming(content));
  const held = await files.waiting(id, terms.owner);
  if (held === null) throw new Error('nothing was kept');
  return held;
};

test('harmful code is held, everything else is shown', async () => {
  const { server, port } = await simulate();
  const { files } = openTestFiles({ scanner: createInstreamScanner({ host: '127.0.0.1', port }) });
  const harmful = Buffer.concat([recording(200_000), Buffer.from(eicar)]);
  expect(await files.stateOf(await uploadedTo(files, harmful))).toBe('HELD');
  expect(await files.stateOf(await uploadedTo(files, recording(200_000)))).toBe('READY');
  await close(server);
});

test('a scanner that is away holds nothing up, and is asked again', async () => {
  const { server, port } = await simulate();
  await close(server);
  const scanner = createInstreamScanner({ host: '127.0.0.1', port });
  const { files, deps } = openTestFiles({ scanner });
  const held = await uploadedTo(files, recording(70_000));
  expect([await files.stateOf(held), await files.stateOf(held, true)]).toStrictEqual(['NOT_SCANNED', 'NOT_SCANNED']);
  const back = await simulate();
  const { files: later } = openTestFiles({ ...deps, scanner: createInstreamScanner({ host: '127.0.0.1', port: back.port }) });
  expect(await later.stateOf(held, true)).toBe('READY');
  await close(back.server);
});

test('one that says nothing is away', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  const { files } = openTestFiles({ scanner: createInstreamScanner({ host: '127.0.0.1', port }, 100) });
  expect(await files.stateOf(await uploadedTo(files, recording(70_000)))).toBe('NOT_SCANNED');
  await close(server);
});
