// Promise: what came of a file is kept frame by frame, however often it is cut off, by whichever of several processes; nothing is lost or
// doubled, and nothing that was changed, cut short or moved opens.
import { unavailable } from '@daqidi/runtime';
import { useSeed } from '@daqidi/testing';
import { type Blobs, createFiles, createMemoryBlobs } from '../src/index.js';
import { codeOf, coming, keptIn, openTestFiles, recording, terms } from './support.js';

const { below } = useSeed();

test('a file that is cut off again and again comes out whole', async () => {
  const { files } = openTestFiles();
  const content = recording(3_000_001);
  const id = await files.begin(terms, content.length, 'a.amr');
  let cuts = 0;
  for (;;) {
    const { offset } = await files.progress(id);
    if (offset === content.length) break;
    const rest = content.subarray(offset);
    const until = Math.min(rest.length, 1 + below(900_000));
    if (until < rest.length) cuts += 1;
    await files.append(id, offset, coming(rest, until)).catch(() => undefined);
  }
  expect(cuts).toBeGreaterThan(1);
  expect((await keptIn(files, id))?.equals(content)).toBe(true);
});

test('two tabs and two processes that send the same file leave it once', async () => {
  const { files, deps } = openTestFiles();
  const other = createFiles(deps);
  const content = recording(2_500_000);
  const id = await files.begin(terms, content.length, 'a.amr');
  const outcomes = await Promise.all([files, other, files].map((each) => codeOf(each.append(id, 0, coming(content)))));
  expect(outcomes.filter((code) => code === null)).not.toHaveLength(0);
  expect(outcomes.filter((code) => code !== null && code !== 'CONFLICT')).toStrictEqual([]);
  expect((await keptIn(other, id))?.equals(content)).toBe(true);
});

test('whoever goes on at another place is told so, and nothing changes', async () => {
  const { files } = openTestFiles();
  const content = recording(200_000);
  const id = await files.begin(terms, content.length, 'a.amr');
  expect(await codeOf(files.append(id, 65_536, coming(content)))).toBe('CONFLICT');
  expect(await files.progress(id)).toStrictEqual({ bytes: 200_000, offset: 0 });
});

test('a store that is away or full for a while loses nothing', async () => {
  const inner = createMemoryBlobs();
  let away = false;
  const failing = async (): Promise<never> => {
    throw unavailable();
  };
  const blobs: Blobs = {
    ...inner,
    create: (...all) => (away ? failing() : inner.create(...all)),
    list: (prefix) => (away ? failing() : inner.list(prefix)),
  };
  const { files } = openTestFiles({ blobs });
  const content = recording(3_000_000);
  const id = await files.begin(terms, content.length, 'a.amr');
  const breaking = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of coming(content)) {
      yield piece;
      away = (await inner.list(`${id}/`)).length > 0;
    }
  };
  expect(await codeOf(files.append(id, 0, breaking()))).toBe('UNAVAILABLE');
  away = false;
  const { offset } = await files.progress(id);
  expect(offset).toBeGreaterThan(0);
  await files.append(id, offset, coming(content.subarray(offset)));
  expect((await keptIn(files, id))?.equals(content)).toBe(true);
});

test('a crash while it was looked at is made good by whoever names it', async () => {
  const inner = createMemoryBlobs();
  let crashed = false;
  const blobs: Blobs = {
    ...inner,
    create: async (name, content) => {
      if (name.endsWith('/facts') && !crashed) {
        crashed = true;
        throw unavailable();
      }
      return inner.create(name, content);
    },
  };
  const { files } = openTestFiles({ blobs });
  const content = recording(100_000);
  const id = await files.begin(terms, content.length, 'a.amr');
  expect(await codeOf(files.append(id, 0, coming(content)))).toBe('UNAVAILABLE');
  expect(await files.waiting(id, terms.owner)).toMatchObject({ mediaType: 'audio/amr', bytes: 100_000 });
});

test('a part that was changed, cut short or put elsewhere does not open', async () => {
  const content = recording(2_200_000);
  const spoilt = async (spoil: (blobs: Blobs, names: readonly string[]) => Promise<void>): Promise<string> => {
    const { files, blobs } = openTestFiles();
    const id = await files.begin(terms, content.length, 'a.amr');
    await files.append(id, 0, coming(content));
    const parts = (await blobs.list(`${id}/original/`)).map(({ name }) => name);
    await spoil(blobs, parts);
    return keptIn(files, id).then(
      (kept) => (kept?.equals(content) ? 'WHOLE' : `OPENED ${kept?.length}`),
      () => 'REFUSED',
    );
  };
  const bytesOf = async (blobs: Blobs, name: string): Promise<Buffer> => (await blobs.read(name)) ?? Buffer.alloc(0);
  expect(await spoilt(async () => undefined)).toBe('WHOLE');
  expect(
    await spoilt(async (blobs, [first = '']) => {
      const bytes = Buffer.from(await bytesOf(blobs, first));
      bytes[500] = (bytes[500] ?? 0) ^ 1;
      await blobs.replace(first, bytes);
    }),
  ).toBe('REFUSED');
  expect(
    await spoilt(async (blobs, [first = '', second = '']) => {
      const [one, two] = [await bytesOf(blobs, first), await bytesOf(blobs, second)];
      await blobs.replace(first, two);
      await blobs.replace(second, one);
    }),
  ).toBe('REFUSED');
});

test('nobody but its owner is given it, and what nobody named is gone after its time', async () => {
  const { files, clock, blobs } = openTestFiles();
  const content = recording(70_000);
  const [id, claimed] = [await files.begin(terms, content.length, 'a.amr'), await files.begin(terms, content.length, 'b.amr')];
  for (const each of [id, claimed]) await files.append(each, 0, coming(content));
  expect(await files.waiting(id, 'petitioner:li')).toBeNull();
  expect(await files.waiting('../secrets/master-key', terms.owner)).toBeNull();
  const held = await files.waiting(claimed, terms.owner);
  await files.claim(claimed);
  clock.advance(86_400_000);
  expect(await files.sweep(new Date(clock.now() - 3_600_000).toISOString())).toBe(2);
  expect(await blobs.list(`${id}/`)).toStrictEqual([]);
  expect(await files.waiting(claimed, terms.owner)).toBeNull();
  const stored = held && files.stored(held, 'original');
  expect(stored && (await files.read(stored).next()).value).toHaveLength(65_536);
});
