import { createHash } from 'node:crypto';
import { SubmissionChallengeDocument } from '@daqidi/schemas/operations';
import type { Person } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import sharp from 'sharp';
import type { EmbeddedWorld } from './embedded-world.js';

/** What somebody shows with an upload. */
export interface Shown {
  readonly filename?: string;
  readonly proof?: string;
  readonly appealId?: string;
  readonly queryCode?: string;
  readonly evidence?: string;
}

const anonymous: Person = { sub: 'anonymous', kind: 'ANONYMOUS' };

const headersOf = async ({ embedded }: EmbeddedWorld, person: Person): Promise<Record<string, string>> => ({
  'tus-resumable': '1.0.0',
  ...(person.kind === 'ANONYMOUS' ? {} : { authorization: `Bearer ${await embedded.token(person as never)}` }),
});

const metadataOf = (shown: Shown): string =>
  Object.entries(shown)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Begins an upload over HTTP; answers as the platform does. */
export const begin = async (world: EmbeddedWorld, person: Person, bytes: number, shown: Shown = {}): Promise<Response> =>
  fetch(`${world.url}/uploads`, {
    method: 'POST',
    headers: { ...(await headersOf(world, person)), 'upload-length': String(bytes), 'upload-metadata': metadataOf(shown) },
  });

/** Sends what comes at this offset. */
export const send = async (world: EmbeddedWorld, location: string, offset: number, content: Uint8Array): Promise<Response> =>
  fetch(`${world.url}${location}`, {
    method: 'PATCH',
    headers: {
      ...(await headersOf(world, anonymous)),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: Buffer.from(content),
  });

export const locationOf = (response: Response): string => {
  const location = response.headers.get('location');
  invariant(location !== null);
  return location;
};

/** Uploads it all and answers its id. */
export const upload = async (world: EmbeddedWorld, person: Person, content: Uint8Array, shown: Shown = {}): Promise<string> => {
  const location = locationOf(await begin(world, person, content.length, shown));
  const answer = await send(world, location, 0, content);
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
  return location.slice('/uploads/'.length);
};

/** A picture as a telephone takes it: with a place, a time and the name of the device written into it. */
export const photograph = async (side = 600): Promise<Buffer> =>
  sharp({ create: { width: side, height: Math.round(side / 2), channels: 3, background: '#4477aa' } })
    .withExif({
      IFD0: { Make: 'Testphone', Model: 'Secret-9' },
      IFD2: { DateTimeOriginal: '2026:03:01 09:30:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 51/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 45/1 0/1' },
    })
    .jpeg()
    .toBuffer();

/** The work that whoever has no account does, as his browser sends it. */
export const solvedBy = async (world: EmbeddedWorld): Promise<string> => {
  const { submissionChallenge } = await world.ask(anonymous, SubmissionChallengeDocument, {});
  const { algorithm, challenge, salt, signature, maxNumber } = submissionChallenge;
  for (let number = 0; number <= maxNumber; number += 1)
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') === challenge)
      return Buffer.from(JSON.stringify({ algorithm, challenge, number, salt, signature })).toString('base64');
  throw new Error('the challenge has no solution');
};
