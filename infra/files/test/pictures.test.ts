// Promise: pictures are decoded beside this process, within bounds of time and memory; whatever is not a picture, or more of one than a camera
// makes, is refused, and what is shown holds nothing but the picture.
import { useSeed } from '@daqidi/testing';
import sharp from 'sharp';
import { createDarkroom } from '../src/index.js';
// Compiled with this test, and run beside it.
import type {} from '../src/picture-process.js';
import { codeOf, coming, openTestFiles, terms } from './support.js';

const seed = useSeed();
/** Of each type; a thousand where they are asked for. */
const malformed = Number(process.env['MALFORMED'] ?? 6);

const darkroom = createDarkroom();
afterAll(() => darkroom.stop());

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a05030' } });

const uploaded = async (content: Buffer, name: string) => {
  const { files, blobs } = openTestFiles({ darkroom });
  const id = await files.begin({ ...terms, mostBytes: 100_000_000 }, content.length, name);
  const code = await codeOf(files.append(id, 0, coming(content)));
  return { code, left: (await blobs.list(`${id}/`)).length, held: code === null ? await files.waiting(id, terms.owner) : null };
};

test('what is shown is upright, bounded, and nothing but the picture', async () => {
  const turned = await plain(4_000, 1_000)
    .withExif({ IFD0: { Make: 'Testphone' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { shown, thumbnail } = await darkroom.develop(turned, false);
  expect(await sharp(shown).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 2_560 });
  expect((await sharp(shown).metadata()).exif).toBeUndefined();
  expect((await sharp(thumbnail).metadata()).height).toBe(160);
});

test('a bomb and a torn picture are refused, and the next picture is developed', async () => {
  const bomb = await plain(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(2_000_000);
  expect(await uploaded(bomb, 'bomb.png')).toStrictEqual({ code: 'BAD_USER_INPUT', left: 0, held: null });
  const whole = await plain(900, 900).jpeg().toBuffer();
  expect((await uploaded(whole.subarray(0, whole.length / 2), 'torn.jpg')).code).toBe('BAD_USER_INPUT');
  expect((await uploaded(whole, 'whole.jpg')).held).toMatchObject({ mediaType: 'image/jpeg' });
});

test('pictures that were spoilt anywhere are refused or shown, and never more than that', async () => {
  const whole = {
    jpg: await plain(300, 200).jpeg().toBuffer(),
    png: await plain(300, 200).png().toBuffer(),
    webp: await plain(300, 200).webp().toBuffer(),
  };
  const codes = new Set<string | null>();
  for (const [type, content] of Object.entries(whole))
    for (let count = 0; count < malformed; count += 1) {
      const spoilt = Buffer.from(content.subarray(0, 20 + seed.below(content.length - 20)));
      for (let bytes = seed.below(8); bytes > 0; bytes -= 1) spoilt[seed.below(spoilt.length)] = seed.below(256);
      const { code, left } = await uploaded(spoilt, `spoilt.${type}`);
      codes.add(code);
      if (code !== null) expect(left).toBe(0);
    }
  expect([...codes].filter((code) => code !== null && code !== 'BAD_USER_INPUT')).toStrictEqual([]);
});

test('one that takes too long is given up', async () => {
  const hasty = createDarkroom({ milliseconds: 1, memoryBytes: 700_000_000, waiting: 5 });
  expect(await codeOf(hasty.develop(await plain(6_000, 6_000).png().toBuffer(), false))).toBe('BAD_USER_INPUT');
  await hasty.stop();
});

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'picture.png'],
  ['<!DOCTYPE html><html><script>alert(1)</script></html>', 'picture.jpg'],
  ['  \n<html>', 'letter.pdf'],
  ['MZ\u0090 a program', 'picture.jpg'],
  ['GIF89a', 'picture.gif'],
  ['junk before %PDF-1.7', 'letter.pdf'],
  ['words', 'words.doc'],
])('%s is not taken, whatever it is called', async (text, name) => {
  expect(await uploaded(Buffer.from(text), name)).toStrictEqual({ code: 'BAD_USER_INPUT', left: 0, held: null });
});

test.each(['../../etc/passwd', 'C:\\Users\\zhang\\照片.jpg', '.htaccess', '\u202Egpj.exe', 'a"b;c\r\nd.jpg', ''])(
  'a name like %j leads nowhere',
  async (name) => {
    const { held } = await uploaded(await plain(20, 20).jpeg().toBuffer(), name);
    expect(held?.name).not.toMatch(/[/\\"\r\n\u202e]|^\./);
  },
);
