import { readPage } from '@daqidi/service';
import { csvType, workbookType } from '@daqidi/sheets';
import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import { exportStatusOf } from '../domain/export.js';
import { ownScope } from '../export-command.js';
import type { ExportRecordResolvers, ExportResolvers, QueryResolvers } from '../generated/schema.js';
import type { ExportDocument } from '../model.js';
import { piecesIn } from '../shared/export-pieces.js';
import { exportByTicket, ticketOf } from '../shared/export-ticket.js';
import { overseerKeys } from '../shared/overseers.js';

const requestedIn = ({ _id, state }: ExportDocument) => {
  if (state.requested === null) throw new Error(`the export ${_id} was never asked for`);
  return state.requested;
};

export const exportOf: QueryResolvers<Context>['export'] = (_, { id }, { tools, principal }) =>
  tools.model.exports.collection.byId(id, ownScope(principal.person));

const listed = (list: string, { tools }: Context, sees: readonly string[], page: { first: number; after?: string | null }) =>
  readPage({
    tools,
    list,
    collection: tools.model.exports.collection,
    query: 'newest',
    scope: { sees, is: [] },
    where: {},
    first: page.first,
    after: page.after,
    keyOf: ({ keys }: ExportDocument) => String(keys['order']),
  });

export const exports: QueryResolvers<Context>['exports'] = (_, page, context) =>
  listed('exports', context, ownScope(context.principal.person).sees, page);

/** Those whose overseer the reader is by one of his posts. */
export const exportRecords: QueryResolvers<Context>['exportRecords'] = (_, page, context) =>
  listed(
    'export records',
    context,
    context.scope.sees.filter((key) => overseerKeys.includes(key)),
    page,
  );

export const exportPiece: QueryResolvers<Context>['exportPiece'] = async (_, { ticket, number }, { tools }) => {
  const document = await exportByTicket(tools, ticket);
  const { made } = document?.state ?? {};
  if (document === null || made == null) return null;
  const { exportId, file, bytes, pieces } = made;
  const content = await piecesIn(tools.model).read({ exportId, file, number });
  if (content === null) return null;
  const { format, at } = requestedIn(document);
  const isCsv = format === 'CSV';
  return {
    fileName: `cases-${at.slice(0, 10)}.${isCsv ? 'csv' : 'xlsx'}`,
    mediaType: isCsv ? csvType : workbookType,
    bytes,
    pieces,
    content,
  };
};

export const ticketFor = ({ document }: Outcome<ExportDocument>, { tools }: Context) => ({
  export: document,
  ticket: ticketOf(tools, document) ?? '',
  until: document.state.ticket?.until ?? '',
});

const asked = {
  id: ({ _id }: ExportDocument) => _id,
  requestedAt: (document: ExportDocument) => requestedIn(document).at,
  format: (document: ExportDocument) => requestedIn(document).format,
  columns: (document: ExportDocument) => requestedIn(document).columns,
  filter: (document: ExportDocument) => requestedIn(document).filter,
  purpose: (document: ExportDocument, _: unknown, { tools }: Context) =>
    tools.store.vault.get(requestedIn(document).purpose.vaultId),
};

export const Export: ExportResolvers<Context> = {
  ...asked,
  version: ({ version }) => version,
  status: ({ state }) => exportStatusOf(state),
  failure: ({ state }) => state.failed,
  rows: ({ _id, state }, _, { tools }) => state.made?.rows ?? piecesIn(tools.model).rowsOf(_id),
  bytes: ({ state }) => state.made?.bytes ?? null,
  keptUntil: ({ state }) => state.made?.keptUntil ?? null,
};

export const ExportRecord: ExportRecordResolvers<Context> = {
  ...asked,
  by: (document) => ({ id: requestedIn(document).by }),
  handedOut: ({ state }) => state.ticket?.number ?? 0,
};
