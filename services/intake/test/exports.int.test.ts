// Promise: what the ledger shows is exported as a file by whoever may see it, under the one policy, masked, for a purpose that is kept; only
// he fetches it, by a ticket, while his posts are what they were; that it was made, its overseer reads, and never how many rows it had.
import { concludeExport, mostWaiting, noExport, requestExport } from '../src/domain/export.js';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

const clerk = () => world.officer('clerk');
const wanted = { columns: ['CODE', 'STAGE', 'PETITIONER'], format: 'CSV', language: 'ZH', purpose: '季度核对' };
const status = 'export { id status failure rows bytes keptUntil }';
interface Exported {
  readonly id: string;
  readonly status: string;
}
const ask = async (change: object = {}, who = clerk()): Promise<Exported> => {
  const { code, data } = await who.does('requestExport', { ...wanted, ...change }, status);
  expect(code).toBeNull();
  return (data as { readonly export: Exported }).export;
};
const query = `query($id: ID!) { ${status.replace('export', 'export(id: $id)')} }`;
const read = async (id: string, who = clerk()) =>
  ((await who.asks(query, { id })).data as { readonly export: Exported | null }).export;
const hand = (exportId: string, who = clerk(), request: object = {}) =>
  who.does('handOutExport', { exportId, ...request }, 'ticket until');
const ticketOf = async (exportId: string): Promise<string> => {
  const { code, data } = await hand(exportId);
  expect(code).toBeNull();
  return (data as { readonly ticket: string }).ticket;
};
interface Piece {
  readonly fileName: string;
  readonly pieces: number;
  readonly content: string;
}
const piece = async (ticket: string, number = 0): Promise<Piece | null> => {
  const asked = 'query($t: String!, $n: Int!) { exportPiece(ticket: $t, number: $n) { fileName pieces content } }';
  return ((await world.anybody().asks(asked, { t: ticket, n: number })).data as { readonly exportPiece: Piece | null })
    .exportPiece;
};
const fileOf = async (exportId: string): Promise<Buffer> => {
  const ticket = await ticketOf(exportId);
  const all: Buffer[] = [];
  for (let number = 0; number < ((await piece(ticket))?.pieces ?? 0); number += 1)
    all.push(Buffer.from((await piece(ticket, number))?.content ?? '', 'base64'));
  return Buffer.concat(all);
};

it('the file holds what the list shows to its reader, masked, and says at its end how much that is, of what, and for whom', async () => {
  const { unifiedCode } = await submit(world, { petitioner: { name: '张三', telephone: '13812341234' } }, clerk());
  await submit(world, { accusedUnitIds: ['u-centre'] });
  const { id, status: before } = await ask({ filter: { stage: 'SUBMITTED' } });
  expect(before).toBe('WAITING');
  await world.settled();
  expect(await read(id)).toMatchObject({ status: 'READY', rows: 1, failure: null });
  const [head, row, last] = (await fileOf(id)).toString('utf8').split('\r\n');
  expect(head).toBe('\ufeff统一编码,环节,诉求人');
  expect(row).toBe(`${unifiedCode},已提交,张*`);
  expect(last).toMatch(/^共 1 件；筛选：环节 已提交；申请时间：2026-03-02 10:00；导出人：clerk/);
});

it('narrows by a tag as the list does, and names tags in a column', async () => {
  const { id: appealId, unifiedCode } = await submit(world, { petitioner: { name: '张三' } }, clerk());
  await submit(world);
  await clerk().does('tagAppeal', { appealId, tags: ['SAFETY'] });
  const { id } = await ask({ filter: { tag: 'SAFETY' }, columns: ['CODE', 'TAGS'] });
  await world.settled();
  const [, ...rows] = (await fileOf(id)).toString('utf8').split('\r\n');
  expect(rows[0]).toMatch(new RegExp(`^${unifiedCode},[\u4e00-\u9fff]+`));
  expect(rows[1]).toMatch(/^共 1 件；筛选：分类标注 [\u4e00-\u9fff]+；/);
});

it('a workbook of many rows comes in pieces that make one file', async () => {
  for (let one = 0; one < 3; one += 1) await submit(world);
  const { id } = await ask({ format: 'XLSX', language: 'EN' });
  await world.settled();
  expect(await read(id)).toMatchObject({ status: 'READY', rows: 3 });
  expect((await fileOf(id)).subarray(0, 2).toString()).toBe('PK');
});

it('nobody else reads or fetches it; a ticket is void after five minutes, and once there is another', async () => {
  await submit(world);
  const { id } = await ask();
  await world.settled();
  const other = world.officer('letters-1');
  expect(await read(id, other)).toBeNull();
  expect(await hand(id, other)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await hand(id, world.officer('auditor'))).toMatchObject({ code: 'NOT_FOUND' });
  const once = { requestId: 'hand-out-once' };
  const first = (await hand(id, clerk(), once)).data as { readonly ticket: string };
  expect((await hand(id, clerk(), once)).data).toMatchObject(first);
  expect(await piece(first.ticket)).toMatchObject({ fileName: 'cases-2026-03-02.csv' });
  for (const bad of ['', 'x', `${first.ticket}x`, first.ticket.slice(0, -1)]) expect(await piece(bad)).toBeNull();
  expect(await piece(first.ticket, 1)).toBeNull();
  const second = await ticketOf(id);
  expect(await piece(first.ticket)).toBeNull();
  expect(await piece(second)).not.toBeNull();
  await world.until('2026-03-02T02:05:00.001Z');
  expect(await piece(second)).toBeNull();
});

it('a file is given up after its days, and not handed out to somebody with other posts', async () => {
  await submit(world);
  const { id } = await ask();
  await world.settled();
  const ticket = await ticketOf(id);
  const post = { id: 'post.clerk-2', role: 'CENTRE_CLERK', office: null, unitId: 'u-north', regionId: 'r-north' };
  world.district.state({ post: { ...post, personId: 'clerk', from: '2026-03-01', to: null, acting: false } } as never);
  expect(await piece(ticket)).toBeNull();
  expect(await hand(id)).toMatchObject({ rule: 'export.outdated' });
  await world.until('2026-03-05T02:00:01.000Z');
  expect(await read(id)).toMatchObject({ status: 'LAPSED' });
  expect(await hand(id)).toMatchObject({ rule: 'export.status' });
  expect(await world.tools.model.exportPieces.collection.find('byExport', { where: { exportId: id } })).toEqual([]);
});

it('who asked for what, and why, is read by the auditor, of the auditor by the discipline commission, and without any number of rows', async () => {
  await submit(world);
  const { id } = await ask();
  const { id: audited } = await ask({}, world.officer('auditor'));
  await world.settled();
  await ticketOf(id);
  const records = 'query { exportRecords { total edges { node { id by { id } purpose handedOut } } } }';
  const listed = async (person: string) =>
    ((await world.officer(person).asks(records)).data as { exportRecords: { edges: { node: object }[] } } | null)?.exportRecords
      .edges;
  expect(await listed('auditor')).toEqual([{ node: { id, by: { id: 'clerk' }, purpose: '季度核对', handedOut: 1 } }]);
  expect(await listed('inspector')).toMatchObject([{ node: { id: audited, by: { id: 'auditor' } } }]);
  expect(await world.officer('clerk').asks(records)).toMatchObject({ code: 'FORBIDDEN' });
  expect(JSON.stringify(world.said('*'))).not.toContain('季度核对');
});

it('what cannot be asked for is refused before anything is kept, and five wait at most', async () => {
  expect(await clerk().does('requestExport', { ...wanted, columns: [] }, status)).toMatchObject({ field: 'columns' });
  expect(await clerk().does('requestExport', { ...wanted, columns: ['CODE', 'CODE'] }, status)).toMatchObject({
    field: 'columns',
  });
  const nowhere = { ...wanted, filter: { regionId: 'nowhere' } };
  expect(await clerk().does('requestExport', nowhere, status)).toMatchObject({ field: 'filter.regionId' });
  expect(await world.petitioner('zhang').does('requestExport', wanted, status)).toMatchObject({ code: 'FORBIDDEN' });
  const data = { exportId: 'one' } as Parameters<typeof requestExport>[0];
  expect(requestExport(data, mostWaiting - 1)).toHaveLength(1);
  expect(requestExport(data, mostWaiting)).toEqual({ refused: 'export.waiting' });
});

it('of two who made the file at once, the first one has made it', () => {
  const reason = { exportId: 'one', reason: 'FAULT' } as const;
  const second = concludeExport({ ...noExport, failed: 'FAULT' }, { type: 'ExportFailed', v: 1, data: reason });
  expect(second).toEqual({ refused: 'export.status' });
});
