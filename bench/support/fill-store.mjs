// Worker: writes copies of one case's documents into the file of one service, together with their index entries, below the driver.
// A copy is the same bytes with other names of the same length; so every index holds it like a case that was played.
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';
import { createCatalogReader, documentTable, indexTable } from '../../infra/embedded-mongo/dist/catalog.js';
import { entriesOf, keysIn } from '../../infra/embedded-mongo/dist/index-entries.js';
import { createCopies, earlier } from './case-copies.mjs';

const { deserialize, serialize } = createRequire(new URL('../../infra/embedded-mongo/package.json', import.meta.url))('bson');
const Database = createRequire(new URL('../../infra/sqlite/package.json', import.meta.url))('libsql');

const { file, service, original, cases } = workerData;
const { daysAgo, byDay, namesOf, copier } = createCopies(workerData);

/** Cases of one transaction. */
const batch = 2_000;
/** Parameters of one statement at most. */
const mostParameters = 400;

const db = new Database(file);
// Whoever is interrupted here throws the directory away.
db.exec('PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -524288');
const readCatalog = createCatalogReader(db);

/** Rows by table, as functions of a copy's names. */
const rowsOn = (by) => {
  const rows = [];
  for (const [name, documents] of Object.entries(original.documents[service])) {
    for (const bytes of documents) {
      const document = earlier(deserialize(bytes), by);
      rows.push([documentTable(name), [document._id, serialize(document, { ignoreUndefined: false })].map(copier)]);
      for (const index of readCatalog(name).indexes) {
        const { keys, position, varying, absent } = entriesOf(index, keysIn(document));
        for (const key of varying)
          rows.push([indexTable(name, index.name), [...keys.with(position, key), document._id, absent].map(copier)]);
      }
    }
  }
  return rows;
};

const rows = byDay(rowsOn);
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
    for (const [table, columns] of rows[daysAgo(number)]) {
      const some = tables.get(table) ?? [];
      tables.set(table, some);
      some.push(columns.map((each) => each(own)));
    }
  }
  db.exec('BEGIN');
  for (const [table, some] of tables) insert(table, some[0].length, some.sort(compare));
  db.exec('COMMIT');
}
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();
