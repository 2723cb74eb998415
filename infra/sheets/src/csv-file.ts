import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

export type Cell = string | number | null;
export type SheetRow = readonly Cell[];

export const csvType = 'text/csv; charset=utf-8';

/**
 * Rows as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it. What they would take for a formula begins with an
 * apostrophe. Rejects where the rows do.
 */
export const csvFile = (rows: AsyncIterable<SheetRow>): AsyncIterable<Buffer> => {
  const written = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const given = Readable.from(rows);
  given.once('error', (error) => written.destroy(error));
  return given.pipe(written);
};
