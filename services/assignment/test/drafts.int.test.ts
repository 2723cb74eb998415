// Promise: what a handler is writing about a case is kept for him alone, until he hands it in or the case ends; it is nothing that
// happened to the case, and nobody who may not read the case learns of it.
import { ownerAsAuthor } from '@daqidi/store';
import { handled, type LedgerWorld, openLedgerWorld, planned, proposed, result, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const handler = () => world.officer('north-handler');
const text = '路灯已排查,待';
const query = 'query($id: ID!) { ledgerEntry(id: $id) { version drafts { kind text keptAt number } } }';

const draftsFor = async (someone: ReturnType<LedgerWorld['officer']>, id: string) => {
  const { data } = await someone.asks(query, { id });
  return (data as { ledgerEntry: { version: number; drafts: readonly { kind: string; text: string; number: number }[] } | null })
    .ledgerEntry;
};
const keeps = (appealId: string, more: Readonly<Record<string, unknown>> = {}) =>
  handler().does('keepDraft', { appealId, kind: 'RESULT', draftNumber: 0, text, ...more });

it('is read on whatever device its author goes on, one of each kind, and written over', async () => {
  const appealId = await handled(world);
  expect(await keeps(appealId)).toMatchObject({ code: null });
  expect(await keeps(appealId, { kind: 'PROGRESS', text: '已派单。' })).toMatchObject({ code: null });
  expect(await keeps(appealId, { draftNumber: 1, text: '路灯已修复。' })).toMatchObject({ code: null });
  expect((await draftsFor(handler(), appealId))?.drafts).toEqual([
    { kind: 'RESULT', text: '路灯已修复。', keptAt: '2026-03-02T02:00:00.000Z', number: 2 },
    { kind: 'PROGRESS', text: '已派单。', keptAt: '2026-03-02T02:00:00.000Z', number: 1 },
  ]);
});

it('is no event of the case and moves no version', async () => {
  const appealId = await handled(world);
  const [before, said] = [(await draftsFor(handler(), appealId))?.version, typesSaid(world, appealId)];
  await keeps(appealId);
  expect((await draftsFor(handler(), appealId))?.version).toBe(before);
  expect(typesSaid(world, appealId)).toEqual(said);
});

it('is its author’s alone', async () => {
  const appealId = await handled(world);
  await keeps(appealId);
  for (const other of ['north-deputy', 'north-head', 'letters-1', 'group-head'])
    expect((await draftsFor(world.officer(other), appealId))?.drafts).toEqual([]);
  expect((await draftsFor(world.petitioner('zhang'), appealId))?.drafts).toEqual([]);
});

it('is hidden where the case is, and kept by nobody but whoever handles it', async () => {
  const appealId = await handled(world);
  const given = { appealId, kind: 'RESULT', draftNumber: 0, text };
  expect(await world.officer('south-handler').does('keepDraft', given)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.officer('south-handler').does('keepDraft', { ...given, appealId: 'x'.repeat(22) })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await draftsFor(world.officer('south-handler'), appealId)).toBeNull();
  expect(await world.officer('north-deputy').does('keepDraft', given)).toMatchObject({ code: 'FORBIDDEN' });
  const signing = await proposed(world);
  expect(await keeps(signing.appealId)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.stage' });
});

it('that its author was barred from is read by nobody', async () => {
  const appealId = await handled(world);
  await keeps(appealId);
  await world.hears('supervision', 'ScopeStated', appealId, { barred: ['person:north-handler'], number: 1 });
  expect(await draftsFor(handler(), appealId)).toBeNull();
  expect(await keeps(appealId, { draftNumber: 1 })).toMatchObject({ code: 'NOT_FOUND' });
});

it('from two devices is not lost to whichever wrote last; a retry changes nothing', async () => {
  const appealId = await handled(world);
  const requestId = 'draft-first';
  expect(await keeps(appealId, { requestId })).toMatchObject({ code: null });
  expect(await keeps(appealId, { requestId })).toMatchObject({ code: null });
  expect(await keeps(appealId, { requestId, text: '另一段' })).toMatchObject({ code: 'CONFLICT' });
  expect(await keeps(appealId, { text: '另一台设备' })).toMatchObject({ code: 'CONFLICT' });
  expect((await draftsFor(handler(), appealId))?.drafts).toMatchObject([{ text, number: 1 }]);
  const both = await Promise.all([1, 2].map((device) => keeps(appealId, { draftNumber: 1, text: `设备${device}` })));
  expect(both.map(({ code }) => code).sort()).toEqual(['CONFLICT', null].sort());
});

it('is given up where nothing is left of it', async () => {
  const appealId = await handled(world);
  await keeps(appealId);
  expect(await keeps(appealId, { draftNumber: 1, text: '  ' })).toMatchObject({ code: null });
  expect((await draftsFor(handler(), appealId))?.drafts).toEqual([]);
  expect(await keeps(appealId, { text: '字'.repeat(4_001) })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
});

it('is gone once the text was handed in; what is not handed in stays', async () => {
  const appealId = await planned(world);
  await keeps(appealId);
  await keeps(appealId, { kind: 'PROGRESS', text: '已派单。' });
  await handler().does('recordProgress', { appealId, text: '已派单。' });
  expect((await draftsFor(handler(), appealId))?.drafts).toMatchObject([{ kind: 'RESULT' }]);
  await handler().does('proposeResult', { appealId, ...result });
  expect((await draftsFor(handler(), appealId))?.drafts).toEqual([]);
});

it('is gone when the case has ended', async () => {
  const appealId = await handled(world);
  await keeps(appealId);
  await world.hears('intake', 'WithdrawalRequested', appealId);
  expect(
    await world.officer('north-deputy').does('decideWithdrawal', { appealId, accepts: true, reason: '诉求人已另行解决。' }),
  ).toMatchObject({ code: null });
  expect(await world.tools.model.drafts.find('ofEntry', { where: { appealId } })).toEqual([]);
});

it('is sealed under its author’s key: that destroyed, there is none', async () => {
  const appealId = await handled(world);
  await keeps(appealId);
  const [row] = await world.tools.model.drafts.find('ofEntry', { where: { appealId } });
  expect(JSON.stringify(row)).not.toContain('路灯');
  await world.tools.store.vault.erase(ownerAsAuthor('north-handler'));
  expect((await draftsFor(handler(), appealId))?.drafts).toEqual([]);
  expect(await keeps(appealId, { text: '重新起草。' })).toMatchObject({ code: null });
  expect((await draftsFor(handler(), appealId))?.drafts).toMatchObject([{ text: '重新起草。' }]);
});
