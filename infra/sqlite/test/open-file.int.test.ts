// Promise: calls share commits, a failing call undoes only itself, and whatever happens to the writer, every caller hears of it.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DaqidiError } from '@daqidi/errors';
import { mountSmallDisk } from '@daqidi/local';
import { testUnless, useCleanup } from '@daqidi/testing';
import { openSqliteFile, type SqliteFile } from '../src/index.js';
import { temporaryDirectory } from './support/temporary.js';

const procedures = new URL('./support/procedures.js', import.meta.url);

const later = useCleanup();

const openNotes = async (directory?: string): Promise<SqliteFile> => {
  const file = join(directory ?? (await temporaryDirectory(later)), 'notes.db');
  const notes = await openSqliteFile({ file, procedures });
  later(() => notes.close());
  return notes;
};

const count = (notes: SqliteFile): number => (notes.reader.prepare('SELECT count(*) AS n FROM notes').get() as { n: number }).n;

test('concurrent calls share commits, and the reader sees what was answered', async () => {
  const notes = await openNotes();
  const ids = Array.from({ length: 500 }, (_, number) => `note-${number}`);
  const answers = await Promise.all(ids.map((id) => notes.call<string>('put', { id })));
  expect(answers).toStrictEqual(ids);
  expect(count(notes)).toBe(500);
  const { calls, commits } = notes.statistics();
  expect(calls).toBe(500);
  expect(commits, `${commits} commits for 500 calls`).toBeLessThanOrEqual(50);
});

test('a failing call undoes only itself within its batch', async () => {
  const notes = await openNotes();
  const outcomes = await Promise.allSettled([
    notes.call('put', { id: 'a' }),
    notes.call('putTwice', { id: 'b' }),
    notes.call('put', { id: 'a' }),
    notes.call('put', { id: 'c' }),
    notes.call('nothing', {}),
  ]);
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected']);
  expect(count(notes)).toBe(2);
});

test('errors keep name, message, code and properties; those of the registry stay what they are', async () => {
  const notes = await openNotes();
  await expect(notes.call('fail', {})).rejects.toMatchObject({
    name: 'RangeError',
    message: 'out of range',
    code: 11000,
    keyValue: { a: 1 },
  });
  await expect(notes.call('refuse', {})).rejects.toSatisfy(
    (error) => error instanceof DaqidiError && error.code === 'RULE_VIOLATION' && error.rule === 'no-such-thing',
  );
  await expect(notes.call('put', { id: 'a' }).then(() => notes.call('put', { id: 'a' }))).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  });
});

test('a file that reached its page limit rejects with UNAVAILABLE and goes on when there is room', async () => {
  const notes = await openNotes();
  await notes.call('put', { id: 'before' });
  await notes.call('limitPages', { more: 4 });
  const body = new Uint8Array(9_000);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, number) => notes.call('put', { id: `big-${number}`, body })),
  );
  const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
  expect(kept).toBeLessThan(20);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('UNAVAILABLE');
  expect(count(notes)).toBe(1 + kept);
  await notes.call('limitPages', { more: 1_000 });
  await notes.call('put', { id: 'after', body });
  expect(count(notes)).toBe(2 + kept);
});

const afterAllTests = useCleanup(afterAll);
const disk = join(await temporaryDirectory(afterAllTests), 'disk');
const unmount = await mountSmallDisk(disk, '512k');
afterAllTests(() => unmount?.());
const whyNoDisk = unmount === null ? 'needs the right to mount a small file system; the page limit test stands in' : null;

testUnless(whyNoDisk)('a full disk loses nothing that was answered, and writing goes on when there is room', async () => {
  const notes = await openNotes(disk);
  await notes.call('put', { id: 'before' });
  const ballast = join(disk, 'ballast');
  await writeFile(ballast, new Uint8Array(200_000));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, number) => notes.call('put', { id: `big-${number}`, body: new Uint8Array(9_000) })),
  );
  const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
  expect(kept).toBeLessThan(200);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('UNAVAILABLE');
  expect(count(notes)).toBe(1 + kept);
  await rm(ballast);
  await notes.call('put', { id: 'after' });
  expect(count(notes)).toBe(2 + kept);
  await notes.close();
});

test('a writer that dies rejects what is outstanding and all that comes later', async () => {
  const notes = await openNotes();
  const outstanding = [notes.call('die', {}), notes.call('put', { id: 'a' })];
  for (const outcome of await Promise.allSettled(outstanding)) {
    expect(outcome.status === 'rejected' && outcome.reason.code).toBe('UNAVAILABLE');
  }
  await expect(notes.call('put', { id: 'b' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await notes.close();
});

test('a death of the writer is told once; a close is no death', async () => {
  const directory = await temporaryDirectory(later);
  const deaths: Error[] = [];
  const open = (name: string) =>
    openSqliteFile({ file: join(directory, name), procedures, onDeath: (error) => void deaths.push(error) });
  const closed = await open('closed.db');
  await closed.close();
  const dying = await open('dying.db');
  await expect(dying.call('die', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await dying.close();
  expect(deaths).toHaveLength(1);
});

test('a clean stop leaves one file, and what was in it is there again; where somebody else has it open the log stays', async () => {
  const directory = await temporaryDirectory(later);
  const notes = await openNotes(directory);
  await notes.call('put', { id: 'a' });
  expect(count(notes)).toBe(1);
  await notes.close();
  expect(await readdir(directory)).toStrictEqual(['notes.db']);
  const again = await openNotes(directory);
  expect(count(again)).toBe(1);
  const other = await openNotes(directory);
  await again.close();
  expect(count(other)).toBe(1);
  await other.close();
  expect(await readdir(directory)).toContain('notes.db');
});

test('close finishes what is queued, may be called twice, and lets the process end', async () => {
  const directory = await temporaryDirectory(later);
  const notes = await openSqliteFile({ file: join(directory, 'notes.db'), procedures });
  const queued = Array.from({ length: 300 }, (_, number) => notes.call('put', { id: `note-${number}` }));
  const closed = notes.close();
  await Promise.all([closed, notes.close(), ...queued]);
  await expect(notes.call('put', { id: 'late' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const again = await openNotes(directory);
  expect(count(again)).toBe(300);
});

test('a file that is not a database, and a module that is not there, are refused at opening', async () => {
  const directory = await temporaryDirectory(later);
  const file = join(directory, 'notes.db');
  await writeFile(file, 'certainly not a database, but long enough to have a header of sixteen bytes and more');
  await expect(openSqliteFile({ file, procedures })).rejects.toThrow(/not a database/);
  await expect(
    openSqliteFile({ file: join(directory, 'b.db'), procedures: new URL('./none.js', import.meta.url) }),
  ).rejects.toThrow(/none\.js/);
});
