/// <reference path="./libheif-js.d.ts" />
// Decodes one picture after the other for the process that began this one, and ends with it.
import exifr from 'exifr';
import libheif from 'libheif-js';
import sharp, { type Sharp } from 'sharp';
import type { DeviceFacts, Exposure, Print } from './pictures.js';

/** More is a bomb: a hundred-megapixel camera is no phone. */
const mostPixels = 64_000_000;
/** Of the longer side, in pixels. */
const shownSide = 2_560;
const thumbnailSide = 160;

/** Another code than that of a process that cannot begin. */
const tooMuchMemory = 2;

sharp.cache(false);
sharp.concurrency(1);

/** As the camera wrote it; nothing where it wrote nothing that can be read. */
const deviceFactsOf = async (picture: Buffer): Promise<DeviceFacts> => {
  const [written, place] = await Promise.all([
    exifr.parse(picture, { pick: ['DateTimeOriginal'], reviveValues: false }).catch(() => undefined),
    exifr.gps(picture).catch(() => undefined),
  ]);
  const time = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(String(written?.DateTimeOriginal ?? ''));
  const isPlace = Number.isFinite(place?.latitude) && Number.isFinite(place?.longitude);
  return {
    time: time === null ? null : `${time[1]}-${time[2]}-${time[3]}T${time[4]}`,
    place: isPlace && place ? { latitude: place.latitude, longitude: place.longitude } : null,
  };
};

const fromHeic = async (picture: Buffer): Promise<Sharp> => {
  const [image] = new libheif.HeifDecoder().decode(picture);
  if (image === undefined) throw new Error('no image');
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > mostPixels) throw new Error('too many pixels');
  const pixels = new Uint8ClampedArray(width * height * 4);
  await new Promise<void>((resolve, reject) => {
    image.display({ data: pixels, width, height }, (shown) => (shown ? resolve() : reject(new Error('not decoded'))));
  });
  return sharp(Buffer.from(pixels.buffer), { raw: { width, height, channels: 4 } });
};

const developed = async ({ picture, isHeic }: Exposure): Promise<Print> => {
  const bytes = Buffer.from(picture);
  const read = isHeic
    ? await fromHeic(bytes)
    : sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).autoOrient();
  // Without `keepMetadata` nothing but the pixels is written.
  const shown = await read
    .flatten({ background: '#ffffff' })
    .resize({ width: shownSide, height: shownSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 })
    .toBuffer();
  const thumbnail = await sharp(shown)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 60 })
    .toBuffer();
  return { kind: 'DEVELOPED', shown, thumbnail, device: await deviceFactsOf(bytes) };
};

process.on('message', (exposure: Exposure) => {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > exposure.memoryBytes) process.exit(tooMuchMemory);
  }, 50);
  void developed(exposure)
    .catch((): Print => ({ kind: 'BAD' }))
    .then((print) => {
      clearInterval(watch);
      process.send?.(print);
    });
});
process.on('disconnect', () => process.exit(0));
