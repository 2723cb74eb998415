import { createAggregateLoader, createTextLoader, seenThrough } from '@daqidi/service';
import type { SheetRow } from '@daqidi/sheets';
import type { ExportState } from '../domain/export.js';
import type { CaseDocument } from '../model.js';
import { scopeAsked, selectCases } from '../resolvers/case-selection.js';
import type { Tools } from '../tools.js';
import { cellsOf, type ExportedCase, headsOf, inWords, momentCell } from './export-columns.js';
import { type ExportReader, readerOf } from './export-reader.js';
import { filterInWords } from './filter-words.js';
import { detailsIn, isNamedFor } from './petitioner-texts.js';

/** Rows that are read together. */
const pageSize = 500;

/** No sheet holds many more. */
const mostRows = 200_000;

export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';
}

/** What is known of the making of a file while it goes on. */
export interface Progress {
  rows: number;
  /** Pages that were read; what found nothing in its part of the index too. */
  pages: number;
}

type Requested = NonNullable<ExportState['requested']>;

/** Pages of what the filter finds, in the order in which it was submitted, which is that of the ids; under the one policy, as it is now. */
const pagesFor = async function* (
  tools: Tools,
  { filter }: Requested,
  { principal, scope }: ExportReader,
  now: number,
): AsyncGenerator<readonly CaseDocument[]> {
  const { query, backwards, where } = selectCases(filter, 'OLDEST_FIRST', { tools, principal, scope, now });
  const asked = scopeAsked(filter, { principal, scope });
  let after: unknown;
  for (;;) {
    const bounds = after === undefined ? {} : { after };
    const page = await tools.model.cases.collection.page(query, { scope: asked, where, backwards, limit: pageSize, ...bounds });
    yield page.documents;
    if (page.complete && page.documents.length < pageSize) return;
    after = page.complete ? page.documents.at(-1)?.order : page.through;
  }
};

/** Names of petitioners whom the reader may know, by case; read only where the file shows them. */
const petitionersOf = async (
  tools: Tools,
  rows: readonly CaseDocument[],
  { principal, scope }: ExportReader,
): Promise<ReadonlyMap<string, string | null>> => {
  const { model, store } = tools;
  const appeals = createAggregateLoader(model.appeals, scope);
  const texts = createTextLoader(store, seenThrough(model.appeals, appeals));
  const named = await Promise.all(
    rows.map(async ({ _id }) => {
      const appeal = await appeals.load(_id);
      if (appeal === null || !isNamedFor(appeal, { tools, principal })) return [_id, null] as const;
      return [_id, (await detailsIn(appeal, { texts })).name] as const;
    }),
  );
  return new Map(named);
};

const closing = (tools: Tools, { language, filter, by, at, columns }: Requested, count: number, unit: string): SheetRow => {
  const asked = filterInWords(filter, { tools, language });
  const moment = momentCell(at);
  const line = inWords(
    {
      zh: `共 ${count} 件；筛选：${asked || '无'}；申请时间：${moment}；导出人：${by}${unit}`,
      en: `${count} rows; filter: ${asked || 'none'}; asked for at ${moment}; by ${by}${unit}`,
    },
    language,
  );
  return [line, ...columns.slice(1).map(() => null)];
};

/** Heads, what the filter finds, and a last line that says how much that is, of what, when, and for whom. Throws `TooManyRows`. */
export const exportedRows = async function* (tools: Tools, requested: Requested, progress: Progress): AsyncGenerator<SheetRow> {
  const { columns, language, by } = requested;
  const now = tools.clock.now();
  const reader = readerOf(tools, by, now);
  yield headsOf(columns, language);
  for await (const rows of pagesFor(tools, requested, reader, now)) {
    progress.pages += 1;
    if (progress.rows + rows.length > mostRows) throw new TooManyRows();
    const names = columns.includes('PETITIONER') ? await petitionersOf(tools, rows, reader) : new Map<string, null>();
    for (const row of rows) {
      progress.rows += 1;
      const exported: ExportedCase = { row, petitioner: names.get(row._id) ?? null };
      yield cellsOf(columns, exported, { tools, language });
    }
  }
  const [unit] = reader.principal.posts.map(({ unitId }) => tools.directory.unit(unitId)?.name);
  yield closing(tools, requested, progress.rows, unit === undefined ? '' : ` (${unit})`);
};
