// Promise: what a petitioner hands in with his words is seen by whoever may read them, without what his telephone wrote into it, and by
// nobody else; a ticket opens one file for one reader for five minutes, and with the key of the case the file is gone.
import {
  FollowOwnAppealDocument,
  OpenAttachmentDocument,
  ReadCaseDocument,
  SubmitAppealDocument,
  SubmitWithoutAccountDocument,
  SupplementAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { ownerOfCase } from '@daqidi/store';
import { invariant } from '@daqidi/testing';
import exifr from 'exifr';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { begin, locationOf, photograph, send, solvedBy, upload } from './support/uploads.js';

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

test('whoever has no account sends files under the work that he hands in with, and opens them by his query code', async () => {
  const anybody: Person = { sub: 'anonymous', kind: 'ANONYMOUS' };
  const picture = await photograph();
  expect((await begin(world, anybody, picture.length)).status).toBe(401);
  const proof = await solvedBy(world);
  const attachments = [await upload(world, anybody, picture, { proof })];
  const input = {
    requestId: nextRequest(),
    channel: 'MINI_PROGRAM',
    regionId: demoPlace.village,
    text: '路灯坏了。',
    petitioner: { name: '张三', telephone: '13812345678' },
    attachments,
    proof,
  };
  const { appeal, receipt } = (await world.ask(anybody, SubmitWithoutAccountDocument, { input })).submitWithoutAccount;
  const [file] = await filesOf(cast.clerk, appeal.id);
  invariant(file !== undefined && receipt.queryCode !== null);
  const open = { appealId: appeal.id, attachmentId: file.id };
  const given = await world.ask(anybody, OpenAttachmentDocument, {
    input: { ...open, requestId: nextRequest(), queryCode: receipt.queryCode },
  });
  expect((await fetched(given.openAttachment.ticket)).status).toBe(200);
  await expect(
    world.ask(anybody, OpenAttachmentDocument, {
      input: { ...open, requestId: nextRequest(), queryCode: 'AAAA-AAAA-AAAA-AAAA' },
    }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const more = await upload(world, anybody, picture, { appealId: appeal.id, queryCode: receipt.queryCode });
  expect(more).toHaveLength(34);
});

test('a restricted complaint has no file for whoever is barred, whatever he knows of it', async () => {
  const accused = cast.handler;
  const attachments = [await upload(world, cast.petitioner, await photograph())];
  const appealId = await submitted(attachments, { accusedOfficerIds: [accused.sub] });
  const [file] = await filesOf(cast.petitioner, appealId);
  const hidden = { requestId: nextRequest(), appealId, attachmentId: file?.id ?? '' };
  const absent = { ...hidden, requestId: nextRequest(), appealId: 'no-such-appeal' };
  const answers = await Promise.all(
    [hidden, absent].map((input) =>
      world.ask(accused, OpenAttachmentDocument, { input }).then(
        () => 'given',
        ({ code, message }) => `${code} ${message}`,
      ),
    ),
  );
  expect(answers[0]).toBe(answers[1]);
});

test('an upload that is cut off goes on where it was, and bad requests change nothing', async () => {
  const content = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(400_000, 3)]);
  const location = locationOf(await begin(world, cast.petitioner, content.length, { filename: 'a.amr' }));
  const first = await send(world, location, 0, content.subarray(0, 200_000));
  expect([first.status, first.headers.get('upload-offset')]).toStrictEqual([204, '196608']);
  expect((await send(world, location, 1, content)).status).toBe(409);
  const second = await send(world, location, 196_608, content.subarray(196_608));
  expect(second.headers.get('upload-offset')).toBe(String(content.length));
  const html = Buffer.from('<html><script>alert(1)</script></html>');
  const refused = await send(world, locationOf(await begin(world, cast.petitioner, html.length)), 0, html);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'file.type' } }] });
  expect((await begin(world, cast.petitioner, 300_000_000)).status).toBe(400);
  const plain = await fetch(`${world.url}/uploads`, { method: 'POST' });
  expect([plain.status, plain.headers.get('tus-version')]).toStrictEqual([400, '1.0.0']);
});
