// Promise: what proves progress and a result is bound into what people sign, is opened by whoever reads them and by nobody else, and keeps
// what the device wrote for the office alone to see; a petitioner's file is never evidence without its owner.
import { scannedPage, upload } from '@daqidi/service-testing';
import { handled, type LedgerWorld, openLedgerWorld, result, stateOf } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const recording = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(100_000, 7)]);

const uploaded = (owner: string): Promise<string> => upload(world.tools.files, owner, recording, '录音.amr');

const evidenceOf = async (appealId: string) => (await stateOf(world, appealId))?.result?.attachments ?? [];

const opened = (person: string, appealId: string, attachmentId: string) =>
  world.officer(person).asks('query($a: ID!, $b: ID!) { openEvidence(appealId: $a, attachmentId: $b) { ticket } }', {
    a: appealId,
    b: attachmentId,
  });

const granted = (ticket: string) =>
  world.anybody().asks('query($ticket: String!) { entryFile(ticket: $ticket) { sealed } }', { ticket });

test('a result with evidence has another digest, and its readers open it', async () => {
  const [plain, proven] = [await handled(world), await handled(world)];
  const handler = world.officer('north-handler');
  await handler.does('proposeResult', { appealId: plain, ...result });
  const attachments = [await uploaded('north-handler')];
  expect(await handler.does('proposeResult', { appealId: proven, ...result, attachments })).toMatchObject({ code: null });
  const [evidence] = await evidenceOf(proven);
  expect(evidence).toMatchObject({ mediaType: 'audio/amr', bytes: recording.length });
  const said = world.said(proven).find(({ type }) => type === 'ResultProposed');
  expect(JSON.stringify(said)).not.toContain('录音');

  const { data } = await opened('north-deputy', proven, evidence?.vaultId ?? '');
  const { ticket } = (data as { openEvidence: { ticket: string } }).openEvidence;
  const grant = await granted(ticket);
  const { sealed } = (grant.data as { entryFile: { sealed: string } }).entryFile;
  expect(world.tools.files.open(sealed)).toMatchObject({ mediaType: 'audio/amr', fileName: '录音.amr', inline: false });
  // Whoever does not see the entry sees no file of it, and a ticket for it looks like none.
  expect((await opened('south-handler', proven, evidence?.vaultId ?? '')).data).toMatchObject({ openEvidence: null });
  expect((await opened('north-deputy', plain, evidence?.vaultId ?? '')).data).toMatchObject({ openEvidence: null });
  world.clock.advance(300_000);
  expect((await granted(ticket)).data).toStrictEqual({ entryFile: null });
});

test('what somebody else uploaded, what is not there and what comes twice is refused, and changes nothing', async () => {
  const appealId = await handled(world);
  const handler = world.officer('north-handler');
  const own = await uploaded('north-handler');
  for (const attachments of [[await uploaded('north-deputy')], ['none'], [own, own]])
    expect(await handler.does('recordProgress', { appealId, text: '已到现场。', attachments })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'attachments',
    });
  expect(await handler.does('recordProgress', { appealId, text: '已到现场。', attachments: [own] })).toMatchObject({
    code: null,
  });
});

test('a request that is repeated is answered as before, although its file waits no more', async () => {
  const appealId = await handled(world);
  const input = { requestId: 'again-0001', appealId, text: '已到现场。', attachments: [await uploaded('north-handler')] };
  const { version = 0 } = (await world.tools.model.entries.collection.byId(appealId)) ?? {};
  const handler = world.officer('north-handler');
  const first = await handler.does('recordProgress', { ...input, expectedVersion: version });
  expect(first.code).toBeNull();
  expect(await handler.does('recordProgress', { ...input, expectedVersion: version })).toStrictEqual(first);
});

test('a refused request leaves its file to be named by the next', async () => {
  const appealId = await handled(world);
  const attachments = [await uploaded('north-handler')];
  const handler = world.officer('north-handler');
  expect(await handler.does('proposeResult', { appealId, ...result, outcome: 'SUBSTANTIATED', attachments })).toMatchObject({
    code: 'RULE_VIOLATION',
  });
  expect(await handler.does('proposeResult', { appealId, ...result, attachments })).toMatchObject({ code: null });
});

test('what was signed for the petitioner is shown beside the signature, to the readers of the case', async () => {
  const appealId = await handled(world);
  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  const digest = (await stateOf(world, appealId))?.result?.digest;
  const proxy = { name: '张小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' };
  const attachments = [await upload(world.tools.files, 'clerk', scannedPage(), '签字单.pdf')];
  const filling = { appealId, digest, form: 'PROXY', satisfaction: 'SATISFIED', proxy, attachments };
  expect(await world.officer('clerk').does('fillPetitionerSlot', filling)).toMatchObject({ code: null });
  const said = world.said(appealId).at(-1)?.data as { readonly attachments: readonly [{ readonly vaultId: string }] };
  const [shown] = said.attachments;
  expect(shown).toMatchObject({ mediaType: 'application/pdf', bytes: scannedPage().length });
  expect((await stateOf(world, appealId))?.fileBytes).toBe(scannedPage().length);
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { slots { name attachments { id name state } } } }';
  const slotsFor = async (person: string) => {
    const { data } = await world.officer(person).asks(read, { id: appealId });
    return (data as { ledgerEntry: { slots: { name: string; attachments: { name: string }[] }[] } | null }).ledgerEntry?.slots;
  };
  expect((await slotsFor('north-deputy'))?.find(({ name }) => name === 'PETITIONER')?.attachments).toMatchObject([
    { id: shown.vaultId, name: '签字单.pdf' },
  ]);
  expect(await slotsFor('south-handler')).toBeUndefined();
  const { data } = await opened('north-deputy', appealId, shown.vaultId);
  expect(data).toMatchObject({ openEvidence: { ticket: expect.any(String) } });
});
