// Promise: what a petitioner hands in with his words is seen by whoever may read them, without what his telephone wrote into it, and by
// nobody else; a ticket opens one file for one reader for five minutes, and with the key of the case the file is gone.
import {
  FollowOwnAppealDocument,
  OpenAttachmentDocument,
  ReadCaseDocument,
  SubmitAppealDocument,
  SupplementAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { ownerOfCase } from '@daqidi/store';
import { invariant } from '@daqidi/testing';
import exifr from 'exifr';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { photograph, upload } from './support/uploads.js';

let world: EmbeddedWorld;
let requests = 0;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

const nextRequest = (): string => {
  requests += 1;
  return `attachments-${requests}`;
};

const submitted = async (attachments: readonly string[] = [], change: object = {}): Promise<string> => {
  const input = {
    requestId: nextRequest(),
    channel: 'MINI_PROGRAM',
    regionId: demoPlace.village,
    text: '二楼水管一直在漏水。',
    attachments,
    ...change,
  };
  return (await world.ask(cast.petitioner, SubmitAppealDocument, { input })).submitAppeal.appeal.id;
};

const read = async (person: Person, id: string) =>
  person.kind === 'PETITIONER'
    ? (await world.ask(person, FollowOwnAppealDocument, { id })).appeal
    : (await world.ask(person, ReadCaseDocument, { id })).appeal;

const supplemented = async (appealId: string, attachments: readonly string[], person: Person = cast.petitioner) => {
  const appeal = await read(person, appealId);
  invariant(appeal !== null);
  const input = { requestId: nextRequest(), appealId, expectedVersion: appeal.version, text: '补一张照片。', attachments };
  await world.ask(person, SupplementAppealDocument, { input });
};

const filesOf = async (person: Person, appealId: string) => {
  const appeal = await read(person, appealId);
  return [...(appeal?.attachments ?? []), ...(appeal?.supplements ?? []).flatMap(({ attachments }) => attachments)];
};

const ticketFor = async (person: Person, appealId: string, attachmentId: string): Promise<string> => {
  const input = { requestId: nextRequest(), appealId, attachmentId };
  return (await world.ask(person, OpenAttachmentDocument, { input })).openAttachment.ticket;
};

const fetched = (ticket: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${world.url}/files/${ticket}`, { headers });

test('a clerk sees the picture that a petitioner added, without place and device', async () => {
  const picture = await photograph();
  expect(await exifr.gps(picture)).toMatchObject({ latitude: 31.85 });
  const appealId = await submitted();
  await supplemented(appealId, [await upload(world, cast.petitioner, picture, { filename: '漏水.jpg' })]);
  const [file] = await filesOf(cast.clerk, appealId);
  invariant(file !== undefined);
  expect(file).toMatchObject({ mediaType: 'image/jpeg', name: '漏水.jpg', state: 'READY' });
  expect(
    Buffer.from(file.thumbnail ?? '', 'base64')
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');

  const answer = await fetched(await ticketFor(cast.clerk, appealId, file.id));
  expect([answer.status, answer.headers.get('x-content-type-options')]).toStrictEqual([200, 'nosniff']);
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  const shown = Buffer.from(await answer.arrayBuffer());
  expect(shown).toHaveLength(file.bytes);
  expect([await exifr.gps(shown), shown.includes('Testphone')]).toStrictEqual([undefined, false]);
});

test('a file comes with the appeal itself, and a part of it can be asked for', async () => {
  const appealId = await submitted([await upload(world, cast.petitioner, await photograph())]);
  const [file] = await filesOf(cast.petitioner, appealId);
  invariant(file !== undefined);
  const ticket = await ticketFor(cast.petitioner, appealId, file.id);
  const whole = Buffer.from(await (await fetched(ticket)).arrayBuffer());
  const part = await fetched(ticket, { range: 'bytes=10-19' });
  expect([part.status, part.headers.get('content-range')]).toStrictEqual([206, `bytes 10-19/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toStrictEqual(whole.subarray(10, 20));
  expect((await fetched(ticket, { range: `bytes=${whole.length}-` })).status).toBe(416);
});

test('a ticket is over after five minutes, and one that was changed opens nothing', async () => {
  const appealId = await submitted([await upload(world, cast.petitioner, await photograph())]);
  const [file] = await filesOf(cast.petitioner, appealId);
  const ticket = await ticketFor(cast.petitioner, appealId, file?.id ?? '');
  expect((await fetched(`${ticket.slice(0, -2)}AA`)).status).toBe(404);
  world.clock.advance(299_000);
  expect((await fetched(ticket)).status).toBe(200);
  world.clock.advance(2_000);
  expect((await fetched(ticket)).status).toBe(404);
});

test('nobody names what somebody else uploaded, nor the same file twice', async () => {
  const appealId = await submitted();
  const foreign = await upload(world, cast.clerk, await photograph());
  await expect(supplemented(appealId, [foreign])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const own = await upload(world, cast.petitioner, await photograph());
  await supplemented(appealId, [own]);
  await expect(supplemented(appealId, [own])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('with the key of the case its files are gone, the bytes too', async () => {
  const appealId = await submitted([await upload(world, cast.petitioner, await photograph())]);
  const [file] = await filesOf(cast.petitioner, appealId);
  const ticket = await ticketFor(cast.petitioner, appealId, file?.id ?? '');
  for (const { store } of world.embedded.platform.services) await store.vault.erase(ownerOfCase(appealId));
  expect((await fetched(ticket)).status).toBe(404);
  expect((await filesOf(cast.petitioner, appealId))[0]).toMatchObject({ state: 'ERASED', name: null, thumbnail: null });
});
