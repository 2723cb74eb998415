// Promise: what goes into a sheet comes out of it as the same text, and nothing in it is ever a formula.
import { buffer } from 'node:stream/consumers';
import { csvFile, type SheetRow, workbookFile } from '@daqidi/sheets';
import { fromBuffer } from 'yauzl';

const rowsOf = async function* (rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
};
const failing = async function* (): AsyncGenerator<SheetRow> {
  yield ['编码'];
  throw new Error('the rows are lost');
};
const bytesOf = async (file: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of file) parts.push(part);
  return Buffer.concat(parts);
};
const options = { name: '台账 & <1>', at: new Date('2026-03-02T02:00:00Z') };

/** The parts of a zip file by name; yauzl checks their sizes and sums. */
const unpacked = (bytes: Buffer): Promise<ReadonlyMap<string, string>> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          void buffer(stream).then((content) => {
            parts.set(entry.fileName, content.toString('utf8'));
            zip.readEntry();
          }, reject);
        }),
      );
      zip.readEntry();
    });
  });

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'];

describe('a CSV file', () => {
  it('has the mark of UTF-8, quotes what needs it, and ends its lines as spreadsheets do', async () => {
    const text = (
      await bytesOf(
        csvFile(
          rowsOf([
            ['编码', '地点'],
            ['511902-1', '光辉村,"老街"'],
            [null, 3],
          ]),
        ),
      )
    ).toString('utf8');
    expect(text).toBe('\ufeff编码,地点\r\n511902-1,"光辉村,""老街"""\r\n,3\r\n');
  });

  it.each(formulas)('lets no spreadsheet take %j for a formula', async (formula) => {
    const text = (await bytesOf(csvFile(rowsOf([[formula]])))).toString('utf8').slice(1).replace(/^"/, '');
    expect(text.startsWith(`'${formula}`)).toBe(true);
  });

  it('fails where its rows fail', async () => {
    await expect(bytesOf(csvFile(failing()))).rejects.toThrow('the rows are lost');
  });
});

describe('a workbook', () => {
  const sheetOf = async (rows: readonly SheetRow[]): Promise<string> =>
    (await unpacked(await bytesOf(workbookFile(rowsOf(rows), options)))).get('xl/worksheets/sheet1.xml') ?? '';

  it('holds the parts that spreadsheets ask for, its name among them', async () => {
    const parts = await unpacked(await bytesOf(workbookFile(rowsOf([['编码']]), options)));
    expect([...parts.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(parts.get('xl/workbook.xml')).toContain('name="台账 &amp; &lt;1&gt;"');
  });

  it('holds texts as texts, formulas and codes too, and numbers as numbers', async () => {
    const sheet = await sheetOf([formulas, ['1.39E+10', 3, null]]);
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<is><t xml:space="preserve">=1+1</t></is>');
    expect(sheet).toContain('<is><t xml:space="preserve">1.39E+10</t></is></c><c><v>3</v></c><c/></row>');
  });

  it('leaves out what no document may hold, and lets nothing be read as markup', async () => {
    const sheet = await sheetOf([['\u0000a\u000b<b>&"_x000A_\ud800', '𠀀']]);
    expect(sheet).toContain('>a&lt;b&gt;&amp;&quot;_x005F_x000A_</t>');
    expect(sheet).toContain('>𠀀</t>');
  });

  it('holds every one of many rows', async () => {
    const rows = Array.from({ length: 1_234 }, (_, at) => [`row ${at}`]);
    expect((await sheetOf(rows)).match(/<row>/g)).toHaveLength(1_234);
  });

  it('fails where its rows fail', async () => {
    await expect(bytesOf(workbookFile(failing(), options))).rejects.toThrow('the rows are lost');
  });
});
