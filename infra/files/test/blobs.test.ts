// Promise: a directory and a store that speaks S3 keep the same promises: what is written is whole, the first of two writers stays, and a
// listing is in order. The S3 store of this test is a stand-in of ours over HTTP: it knows the verbs, not the signatures of a real one.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandomness } from '@daqidi/runtime';
import { type Blobs, createDiskBlobs, createMemoryBlobs, createS3Blobs } from '../src/index.js';
import { codeOf } from './support.js';

const openBucket = async () => {
  const objects = new Map<string, Buffer>();
  const page = 2;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket');
    if (!/^AWS4-HMAC-SHA256 Credential=key\//.test(request.headers.authorization ?? '')) return response.writeHead(403).end();
    const name = decodeURIComponent(pathname).replace(/^\/evidence\/?/, '');
    if (searchParams.has('list-type')) {
      const after = searchParams.get('continuation-token') ?? '';
      const found = [...objects.keys()].filter((key) => key.startsWith(searchParams.get('prefix') ?? '') && key > after).sort();
      const shown = found.slice(0, page);
      const contents = shown.map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length}</Size></Contents>`);
      const more = found.length > page;
      const next = more ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : '';
      return response.end(`<R><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</R>`);
    }
    if (request.method === 'PUT') {
      const pieces: Buffer[] = [];
      request.on('data', (piece) => pieces.push(piece));
      request.on('end', () => {
        if (request.headers['if-none-match'] === '*' && objects.has(name)) return response.writeHead(412).end();
        objects.set(name, Buffer.concat(pieces));
        return response.end();
      });
      return undefined;
    }
    if (request.method === 'DELETE') {
      objects.delete(name);
      return response.writeHead(204).end();
    }
    const object = objects.get(name);
    return object === undefined ? response.writeHead(404).end() : response.end(object);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/evidence/daqidi`;
  return {
    blobs: createS3Blobs({ url, region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' }),
    stop: () => new Promise<void>((closed) => server.close(() => closed())),
  };
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-blobs-'));
});
afterAll(() => rm(directory, { recursive: true }));

const kinds: Readonly<Record<string, () => Promise<{ readonly blobs: Blobs; stop(): Promise<void> }>>> = {
  memory: async () => ({ blobs: createMemoryBlobs(), stop: async () => undefined }),
  disk: async () => ({ blobs: createDiskBlobs(join(directory, 'kept'), systemRandomness), stop: async () => undefined }),
  's3 (stand-in)': openBucket,
};

test.each(Object.keys(kinds))('%s', async (kind) => {
  const { blobs, stop } = await (kinds[kind] ?? openBucket)();
  const one = Buffer.from([0, 255, 1]);
  expect(await blobs.create('a~1/b/0002', one)).toBe(true);
  expect(await blobs.create('a~1/b/0002', Buffer.from('other'))).toBe(false);
  const races = await Promise.all(Array.from({ length: 5 }, (_, at) => blobs.create('a~1/b/0001', Buffer.from([at]))));
  expect(races.filter((first) => first)).toHaveLength(1);
  await blobs.create('a~1/b/0003', one);
  await blobs.replace('a~1/b/0003', Buffer.alloc(9));
  expect(await blobs.read('a~1/b/0002')).toStrictEqual(one);
  expect(await blobs.read('a~1/b')).toBeNull();
  expect(await blobs.list('a~1/b/')).toStrictEqual([
    { name: 'a~1/b/0001', bytes: 1 },
    { name: 'a~1/b/0002', bytes: 3 },
    { name: 'a~1/b/0003', bytes: 9 },
  ]);
  for (const name of ['a~1/b/0001', 'a~1/b/0002', 'a~1/b/0003', 'a~1/b/none']) await blobs.remove(name);
  expect(await blobs.list('a~1/')).toStrictEqual([]);
  await stop();
});

test('a directory that cannot be written to is away, and keeps nothing', async () => {
  const file = join(directory, 'a-file');
  await writeFile(file, 'no directory');
  const blobs = createDiskBlobs(file, systemRandomness);
  expect(await codeOf(blobs.create('a/b', Buffer.from('x')))).toBe('UNAVAILABLE');
});

test('a store that refuses us is away', async () => {
  const blobs = createS3Blobs({ url: 'http://127.0.0.1:1/evidence', region: 'x', accessKeyId: 'key', secretAccessKey: 's' });
  expect(await codeOf(blobs.read('a'))).toBe('UNAVAILABLE');
});
