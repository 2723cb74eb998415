import type { RowSpec, Rows } from '@daqidi/store';
import type { Model } from '../model.js';

export interface ExportPieceFields {
  readonly exportId: string;
  /** Which attempt to make it: of several, one is kept. */
  readonly file: string;
  /** `<export>|<file>|<number, six digits>`. */
  readonly order: string;
  /** In base64, at most 64 kB of it: documents of any store hold that. */
  readonly content: string;
  /** Rows up to the end of it, about. */
  readonly rows: number;
}

export type ExportPieces = Rows<ExportPieceFields>;

/** Reached only by whoever brings the ticket of its export. */
export const exportPieces: RowSpec<ExportPieceFields> = {
  name: 'export-pieces',
  fields: {
    exportId: { type: String, required: true },
    file: { type: String, required: true },
    order: { type: String, required: true },
    content: { type: String, required: true },
    rows: { type: Number, required: true },
  },
  blank: { exportId: '', file: '', order: '', content: '', rows: 0, seenBy: [], barred: [] },
  indexes: { byExport: { keys: { exportId: 1, order: 1 } } },
  queries: { byExport: { index: 'byExport', equals: ['exportId'], sort: { order: 1 } } },
};

/** Bytes of a piece: in base64 less than 64 kB, which documents of any store hold. */
export const pieceBytes = 45_000;

export interface Piece {
  readonly exportId: string;
  readonly file: string;
  /** Among those of its file, from 0 on. */
  readonly number: number;
}

const orderOf = ({ exportId, file, number }: Piece): string => `${exportId}|${file}|${String(number).padStart(6, '0')}`;

/** Files of exports, in pieces. */
export const piecesIn = ({ exportPieces: { collection } }: Pick<Model, 'exportPieces'>) => ({
  /** `rows`: up to the end of it, about. */
  keep: async (piece: Piece, bytes: Buffer, rows: number): Promise<void> => {
    const order = orderOf(piece);
    const { exportId, file } = piece;
    const content = bytes.toString('base64');
    await collection.insert({ _id: order, rev: 1, applied: {}, exportId, file, order, content, rows, seenBy: [], barred: [] });
  },
  /** In base64; null where it is not there. */
  read: async (piece: Piece): Promise<string | null> => (await collection.byId(orderOf(piece)))?.content ?? null,
  /** How far whoever makes it has come. */
  rowsOf: async (exportId: string): Promise<number> => {
    const [last] = await collection.find('byExport', { where: { exportId }, backwards: true, limit: 1 });
    return last?.rows ?? 0;
  },
  /** All of an export's, but those of the file that is to be kept. */
  remove: async (exportId: string, kept?: string): Promise<void> => {
    for (const { _id, file } of await collection.find('byExport', { where: { exportId } }))
      if (file !== kept) await collection.remove(_id);
  },
});
