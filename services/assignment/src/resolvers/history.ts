import { readRows } from '@daqidi/service';
import type { Context } from '../context.js';
import type { HistoryKind } from '../domain/history.js';
import type { HistoryRow } from '../model.js';
import type { EntryDocument } from '../subject.js';

interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of an entry's history, the newest first. */
export const historyPage =
  <Kind extends HistoryKind, Shown>(
    kind: Kind,
    show: (row: HistoryRow<Kind>, entry: EntryDocument, context: Context) => Shown | Promise<Shown>,
  ) =>
  async (entry: EntryDocument, page: Page, context: Context) => ({
    ...(await readRows({
      list: `history:${kind}`,
      rows: context.tools.model.history.collection,
      where: { appealId: entry._id, kind },
      ...page,
      show: (row) => show(row as HistoryRow<Kind>, entry, context),
    })),
    total: entry.state.counts[kind],
  });
