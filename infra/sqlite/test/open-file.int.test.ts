// Promise: calls share commits, a failing call undoes only itself, and whatever happens to the writer, every caller hears of it.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DaqidiError } from '@daqidi/errors';
import { mountSmallDisk } from '@daqidi/local';
import { openSqliteFile, type SqliteFile } from '../src/index.js';
import { temporaryDirectory } from './support/temporary.js';

const procedures = new URL('./support/procedures.js', import.meta.url);

const openNotes = async (t: TestContext, directory?: string): Promise<SqliteFile> => {
  const file = join(directory ?? (await temporaryDirectory(t)), 'notes.db');
  const notes = await openSqliteFile({ file, procedures });
  t.after(() => notes.close());
  return notes;
};

const count = (notes: SqliteFile): number => (notes.reader.prepare('SELECT count(*) AS n FROM notes').get() as { n: number }).n;

test('concurrent calls share commits, and the reader sees what was answered', async (t) => {
  const notes = await openNotes(t);
  const ids = Array.from({ length: 500 }, (_, number) => `note-${number}`);
  const answers = await Promise.all(ids.map((id) => notes.call<string>('put', { id })));
  assert.deepEqual(answers, ids);
  assert.equal(count(notes), 500);
  const { calls, commits } = notes.statistics();
  assert.equal(calls, 500);
  assert.ok(commits <= 50, `${commits} commits for 500 calls`);
});

test('a failing call undoes only itself within its batch', async (t) => {
  const notes = await openNotes(t);
  const outcomes = await Promise.allSettled([
    notes.call('put', { id: 'a' }),
    notes.call('putTwice', { id: 'b' }),
    notes.call('put', { id: 'a' }),
    notes.call('put', { id: 'c' }),
    notes.call('nothing', {}),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected'],
  );
  assert.equal(count(notes), 2);
});

test('errors keep name, message, code and properties; those of the registry stay what they are', async (t) => {
  const notes = await openNotes(t);
  await assert.rejects(notes.call('fail', {}), { name: 'RangeError', message: 'out of range', code: 11000, keyValue: { a: 1 } });
  await assert.rejects(
    notes.call('refuse', {}),
    (error) => error instanceof DaqidiError && error.code === 'RULE_VIOLATION' && error.rule === 'no-such-thing',
  );
  await assert.rejects(
    notes.call('put', { id: 'a' }).then(() => notes.call('put', { id: 'a' })),
    { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' },
  );
});

test('a file that reached its page limit rejects with UNAVAILABLE and goes on when there is room', async (t) => {
  const notes = await openNotes(t);
  await notes.call('put', { id: 'before' });
  await notes.call('limitPages', { more: 4 });
  const body = new Uint8Array(9_000);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, number) => notes.call('put', { id: `big-${number}`, body })),
  );
  const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
  assert.ok(kept < 20);
  for (const outcome of outcomes) if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'UNAVAILABLE');
  assert.equal(count(notes), 1 + kept);
  await notes.call('limitPages', { more: 1_000 });
  await notes.call('put', { id: 'after', body });
  assert.equal(count(notes), 2 + kept);
});

test('a full disk loses nothing that was answered, and writing goes on when there is room', async (t) => {
  const directory = await temporaryDirectory(t);
  const disk = join(directory, 'disk');
  const unmount = await mountSmallDisk(disk, '512k');
  if (unmount === null) return t.skip('needs the right to mount a small file system; the page limit test stands in');
  try {
    const notes = await openNotes(t, disk);
    await notes.call('put', { id: 'before' });
    const ballast = join(disk, 'ballast');
    await writeFile(ballast, new Uint8Array(200_000));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, number) => notes.call('put', { id: `big-${number}`, body: new Uint8Array(9_000) })),
    );
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    assert.ok(kept < 200);
    for (const outcome of outcomes) if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'UNAVAILABLE');
    assert.equal(count(notes), 1 + kept);
    await rm(ballast);
    await notes.call('put', { id: 'after' });
    assert.equal(count(notes), 2 + kept);
    await notes.close();
  } finally {
    unmount();
  }
});

test('a writer that dies rejects what is outstanding and all that comes later', async (t) => {
  const notes = await openNotes(t);
  const outstanding = [notes.call('die', {}), notes.call('put', { id: 'a' })];
  for (const outcome of await Promise.allSettled(outstanding)) {
    assert.equal(outcome.status === 'rejected' && outcome.reason.code, 'UNAVAILABLE');
  }
  await assert.rejects(notes.call('put', { id: 'b' }), { code: 'UNAVAILABLE' });
  await notes.close();
});

test('a death of the writer is told once; a close is no death', async (t) => {
  const directory = await temporaryDirectory(t);
  const deaths: Error[] = [];
  const open = (name: string) =>
    openSqliteFile({ file: join(directory, name), procedures, onDeath: (error) => void deaths.push(error) });
  const closed = await open('closed.db');
  await closed.close();
  const dying = await open('dying.db');
  await assert.rejects(dying.call('die', {}), { code: 'UNAVAILABLE' });
  await dying.close();
  assert.equal(deaths.length, 1);
});

test('close finishes what is queued, may be called twice, and lets the process end', async (t) => {
  const directory = await temporaryDirectory(t);
  const notes = await openSqliteFile({ file: join(directory, 'notes.db'), procedures });
  const queued = Array.from({ length: 300 }, (_, number) => notes.call('put', { id: `note-${number}` }));
  const closed = notes.close();
  await Promise.all([closed, notes.close(), ...queued]);
  await assert.rejects(notes.call('put', { id: 'late' }), { code: 'UNAVAILABLE' });
  const again = await openNotes(t, directory);
  assert.equal(count(again), 300);
});

test('a file that is not a database, and a module that is not there, are refused at opening', async (t) => {
  const directory = await temporaryDirectory(t);
  const file = join(directory, 'notes.db');
  await writeFile(file, 'certainly not a database, but long enough to have a header of sixteen bytes and more');
  await assert.rejects(openSqliteFile({ file, procedures }), /not a database/);
  await assert.rejects(
    openSqliteFile({ file: join(directory, 'b.db'), procedures: new URL('./none.js', import.meta.url) }),
    /none\.js/,
  );
});
