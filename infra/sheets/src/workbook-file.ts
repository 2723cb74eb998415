import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell, SheetRow } from './csv-file.js';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The most that one cell holds. */
const longestCell = 32_767;

/** No XML document holds these, however they are written. */
const unwritable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text
    .slice(0, longestCell)
    .replace(unwritable, '')
    // Spreadsheets read `_x000A_` as the character of that number.
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Texts are texts: nothing is taken for a formula, and no code for a number. */
const cell = (value: Cell): string => {
  if (value === null || value === '') return '<c/>';
  return typeof value === 'number'
    ? `<c><v>${value}</v></c>`
    : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
};

/** As many rows are handed on at once. */
const together = 200;

const sheet = async function* (rows: AsyncIterable<SheetRow>): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>`;
  let written: string[] = [];
  for await (const row of rows) {
    written.push(`<row>${row.map(cell).join('')}</row>`);
    if (written.length < together) continue;
    yield written.join('');
    written = [];
  }
  yield `${written.join('')}</sheetData></worksheet>`;
};

const fixedParts = (name: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${related}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
});

/**
 * Rows as a workbook (Office Open XML) of one sheet, whose first row stays in sight. Rows are read as the file is, so that its size costs
 * no memory. `at`: what its parts say of when they were written. Rejects where the rows do.
 */
export const workbookFile = (
  rows: AsyncIterable<SheetRow>,
  { name, at }: { readonly name: string; readonly at: Date },
): AsyncIterable<Buffer> => {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const source = Readable.from(sheet(rows));
  source.once('error', (error) => output.destroy(error));
  for (const [path, text] of Object.entries(fixedParts(name))) zip.addBuffer(Buffer.from(head + text), path, { mtime: at });
  zip.addReadStream(source, 'xl/worksheets/sheet1.xml', { mtime: at });
  zip.end();
  return output;
};
