import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { HistoryKind } from '../domain/history.js';
import type { HistoryRow } from '../model.js';
import type { EntryDocument } from '../subject.js';

interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of an entry's history, the newest first. Whoever holds the entry may see it: rows of one case have no scope of their own. */
export const historyPage =
  <Kind extends HistoryKind, Shown>(
    kind: Kind,
    show: (row: HistoryRow<Kind>, entry: EntryDocument, context: Context) => Shown | Promise<Shown>,
  ) =>
  async (entry: EntryDocument, page: Page, context: Context) => {
    const list = `history:${kind}`;
    const first = pageSize(page.first);
    const after = page.after ? decodeCursor(list, page.after)[0] : undefined;
    const rows = await context.tools.model.history.collection.find('newest', {
      where: { appealId: entry._id, kind },
      after,
      limit: first + 1,
    });
    const { edges, pageInfo } = connectionOf(list, rows as readonly HistoryRow<Kind>[], first, ({ order }) => [order]);
    const shown = edges.map(async ({ cursor, node }) => ({ cursor, node: await show(node, entry, context) }));
    return { edges: await Promise.all(shown), pageInfo, total: entry.state.counts[kind] };
  };
