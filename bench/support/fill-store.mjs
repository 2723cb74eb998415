// Worker: writes copies of one case's documents into the file of one service, together with their index entries, below the driver.
// A copy is the same bytes with other names of the same length; so every index holds it like a case that was played.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';
import { birthOf, timeOrderedId } from '@daqidi/runtime';
import { createCatalogReader, documentTable, indexTable } from '../../infra/embedded-mongo/dist/catalog.js';
import { entriesOf, keysIn } from '../../infra/embedded-mongo/dist/index-entries.js';

const { deserialize, serialize } = createRequire(new URL('../../infra/embedded-mongo/package.json', import.meta.url))('bson');
const Database = createRequire(new URL('../../infra/sqlite/package.json', import.meta.url))('libsql');

const { file, templates, appealId, textIds, unifiedCode, cases, now, salt } = workerData;

/** Days before today over which the cases are spread. */
const days = 365;
const day = 86_400_000;
/** Cases of one transaction. */
const batch = 2_000;
/** Parameters of one statement at most. */
const mostParameters = 400;

const dateOf = (time) => new Date(time).toISOString().slice(0, 10);

/** The same so many days earlier: moments, dates and months alike. */
const earlier = (value, by) => {
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}$/.test(value)) return dateOf(Date.parse(`${value}-15`) - by * day).slice(0, 7);
    return value.replaceAll(/(?<!\d)20\d{2}-\d{2}-\d{2}(?!\d)/g, (date) => dateOf(Date.parse(date) - by * day));
  }
  if (value instanceof Date) return new Date(value.getTime() - by * day);
  if (Array.isArray(value)) return value.map((item) => earlier(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, earlier(member, by)]));
};

/** The first case is the oldest: what came in one after the other is written so. */
const count = Math.min(days, cases);
const daysAgo = (number) => count - Math.floor((number * count) / cases);

const hashOf = (number, index) =>
  createHash('sha256').update(`${salt}/${number}/${index}`).digest('base64url').slice(0, birth.length);
const birth = birthOf(appealId);
/** An appeal's birth stands by itself too. */
const names = [appealId, birth, ...textIds, unifiedCode];
const namesOf = (number) => {
  const time = now - (cases - number) * ((days * day) / cases);
  const births = [birth, ...textIds].map((_, index) => hashOf(number, index));
  const [id, ...texts] = births.map((each) => timeOrderedId(time, each));
  // As if drawn: the multiplier has no factor in common with ten million.
  const drawn = String((number * 7_654_321) % 10_000_000).padStart(7, '0');
  return [id, births[0], ...texts, unifiedCode.replace(/-\d{7}-/, `-${drawn}-`)];
};

const placesIn = (bytes) =>
  names.flatMap((name, index) => {
    const places = [];
    for (let at = bytes.indexOf(name); at !== -1; at = bytes.indexOf(name, at + name.length)) places.push({ at, index });
    return places;
  });

/** A column's value for every copy. */
const column = (value) => {
  if (typeof value === 'number') return () => value;
  const isText = typeof value === 'string';
  const bytes = Buffer.from(value);
  const places = placesIn(bytes);
  if (places.length === 0) return () => value;
  return (own) => {
    const copy = Buffer.from(bytes);
    for (const { at, index } of places) copy.write(own[index], at, 'latin1');
    return isText ? copy.toString('utf8') : copy;
  };
};

const db = new Database(file);
// Whoever is interrupted here throws the directory away.
db.exec('PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -524288');
const readCatalog = createCatalogReader(db);

/** Rows by table, as functions of a copy's names. */
const rowsOn = (by) => {
  const rows = [];
  for (const [name, documents] of Object.entries(templates)) {
    for (const bytes of documents) {
      const document = earlier(deserialize(bytes), by);
      rows.push([documentTable(name), [document._id, serialize(document, { ignoreUndefined: false })].map(column)]);
      for (const index of readCatalog(name).indexes) {
        const { keys, position, varying, absent } = entriesOf(index, keysIn(document));
        for (const key of varying)
          rows.push([indexTable(name, index.name), [...keys.with(position, key), document._id, absent].map(column)]);
      }
    }
  }
  return rows;
};

/** The rows of a case so many days ago. */
const byDay = Array.from({ length: count + 1 }, (_, by) => (by === 0 ? [] : rowsOn(by)));
const compare = (left, right) => {
  for (const [position, value] of left.entries()) {
    const other = right[position];
    const order =
      typeof value === 'string'
        ? value < other
          ? -1
          : value > other
            ? 1
            : 0
        : Buffer.isBuffer(value)
          ? value.compare(other)
          : 0;
    if (order !== 0) return order;
  }
  return 0;
};
const statements = new Map();
const insert = (table, width, rows) => {
  const most = Math.floor(mostParameters / width);
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most);
    const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
    const text = `INSERT INTO ${table} VALUES ${Array.from({ length: some.length }, () => row).join(', ')}`;
    const statement = statements.get(text) ?? db.prepare(text);
    if (some.length === most) statements.set(text, statement);
    statement.run(some.flat());
  }
};

for (let from = 0; from < cases; from += batch) {
  const tables = new Map();
  for (let number = from; number < Math.min(cases, from + batch); number += 1) {
    const own = namesOf(number);
    for (const [table, columns] of byDay[daysAgo(number)]) {
      const rows = tables.get(table) ?? [];
      tables.set(table, rows);
      rows.push(columns.map((each) => each(own)));
    }
  }
  db.exec('BEGIN');
  for (const [table, rows] of tables) insert(table, rows[0].length, rows.sort(compare));
  db.exec('COMMIT');
}
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();
