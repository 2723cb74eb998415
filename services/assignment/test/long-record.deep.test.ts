// Promise: what only grows never fills a record: one with ten thousand progress notes is read page by page, and closes.
import { maximumDocumentBytes } from '@daqidi/store';
import type { EntryEvent } from '../src/domain/entry.js';
import { digestOf, handled, type LedgerWorld, openLedgerWorld, result, sealed, stateOf } from './support/ledger-world.js';

const notes = 10_000;
/** As many as one document can hand to the bus in one write. */
const atOnce = 50;

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const noteTenThousand = async (appealId: string): Promise<void> => {
  const { entries } = world.tools.model;
  const text = { vaultId: 'a-note', commitment: 'sm3:a-note' };
  const note: EntryEvent = { type: 'ProgressRecorded', v: 1, data: { appealId, text } };
  const call = {
    scope: { sees: ['unit:u-north'], is: [] },
    principal: 'officer:north-handler',
    expectedVersion: null,
    correlationId: 'ten-thousand',
    authorize: () => ({ person: 'north-handler', post: 'post.north-handler' }),
  };
  for (let noted = 0; noted < notes; noted += atOnce) {
    const requestId = `notes-${noted}`;
    await entries.execute(appealId, { ...call, requestId, inputHash: requestId }, () => Array<EntryEvent>(atOnce).fill(note));
    await world.service.store.idle();
  }
  await world.settled();
};

const pages =
  'query($id: ID!, $after: String) { ledgerEntry(id: $id) { progress(first: 100, after: $after) { total edges { cursor } pageInfo { endCursor hasNextPage } } } }';
interface Page {
  readonly total: number;
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

it('a record with ten thousand progress notes is read page by page, and closes', async () => {
  const appealId = await handled(world);
  await noteTenThousand(appealId);
  const document = await world.tools.model.entries.collection.byId(appealId);
  expect(JSON.stringify(document).length).toBeLessThan(maximumDocumentBytes / 8);

  const cursors = new Set<string>();
  let page: Page | null = null;
  do {
    const variables = { id: appealId, after: page?.pageInfo.endCursor ?? null };
    const { data } = await world.officer('north-handler').asks(pages, variables);
    page = (data as { readonly ledgerEntry: { readonly progress: Page } }).ledgerEntry.progress;
    expect(page.total).toBe(notes);
    for (const { cursor } of page.edges) cursors.add(cursor);
  } while (page.pageInfo.hasNextPage);
  expect(cursors.size).toBe(notes);

  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  const digest = await digestOf(world, appealId);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({ code: null });
  await sealed(world, appealId);
  expect((await stateOf(world, appealId))?.stage).toBe('CLOSED');
});

it('refusals and attempts of earlier results are counted, and listed apart', async () => {
  const appealId = await handled(world);
  for (let refused = 0; refused < 3; refused += 1) {
    await world.officer('north-handler').does('proposeResult', { appealId, ...result });
    await world.officer('clerk').does('recordContactAttempt', { appealId, means: 'VISIT' });
    const digest = await digestOf(world, appealId);
    await world.petitioner('zhang').does('refuseResult', { appealId, digest, reason: '并没有修好。' });
  }
  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  expect(await stateOf(world, appealId)).toMatchObject({
    petitionerRefusals: 3,
    contactDays: [],
    counts: { ContactAttempted: 3, ResultRefused: 3 },
  });
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { contactAttempts(first: 2) { total edges { node { on } } } } }';
  expect((await world.officer('clerk').asks(read, { id: appealId })).data).toEqual({
    ledgerEntry: { contactAttempts: { total: 3, edges: [{ node: { on: '2026-03-02' } }, { node: { on: '2026-03-02' } }] } },
  });
});
