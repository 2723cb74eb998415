import { dayLength } from '@daqidi/calendar';
import { newId } from '@daqidi/runtime';
import { csvFile, workbookFile } from '@daqidi/sheets';
import { concludeExport, type ExportEvent, exportStatusOf } from '../domain/export.js';
import type { ExportDocument } from '../model.js';
import type { Tools } from '../tools.js';
import { asSystem } from './as-system.js';
import { pieceBytes, piecesIn } from './export-pieces.js';
import { readerOf } from './export-reader.js';
import { exportedRows, type Progress, TooManyRows } from './exported-rows.js';

/** Pages that one call reads: a fifth of a second, about. */
const pagesAtOnce = 10;

/** Attempts after which a file that cannot be made holds up no other. */
const mostAttempts = 3;

/** A file that is being made. */
interface Making {
  readonly exportId: string;
  readonly file: string;
  readonly keysDigest: string;
  readonly source: AsyncIterator<Buffer>;
  readonly progress: Progress;
  /** What is no whole piece yet. */
  rest: Buffer;
  pieces: number;
  bytes: number;
}

const begin = (tools: Tools, { _id: exportId, state: { requested } }: ExportDocument): Making => {
  if (requested === null) throw new Error(`the export ${exportId} was never asked for`);
  const now = tools.clock.now();
  const progress: Progress = { rows: 0, pages: 0 };
  const rows = exportedRows(tools, requested, progress);
  const made = requested.format === 'CSV' ? csvFile(rows) : workbookFile(rows, { name: 'Cases', at: new Date(now) });
  return {
    exportId,
    file: newId(tools.randomness),
    keysDigest: readerOf(tools, requested.by, now).keysDigest,
    source: made[Symbol.asyncIterator](),
    progress,
    rest: Buffer.alloc(0),
    pieces: 0,
    bytes: 0,
  };
};

const keepPieces = async ({ model }: Tools, making: Making, isLast: boolean): Promise<void> => {
  const pieces = piecesIn(model);
  while (making.rest.length >= pieceBytes || (isLast && making.rest.length > 0)) {
    const piece = making.rest.subarray(0, pieceBytes);
    await pieces.keep({ ...making, number: making.pieces }, piece, making.progress.rows);
    making.rest = making.rest.subarray(piece.length);
    making.pieces += 1;
    making.bytes += piece.length;
  }
};

/** True where the file is whole. */
const goOn = async (tools: Tools, making: Making): Promise<boolean> => {
  const upTo = making.progress.pages + pagesAtOnce;
  let isWhole = false;
  while (!isWhole && making.progress.pages < upTo) {
    const { value, done } = await making.source.next();
    isWhole = done === true;
    if (!isWhole) making.rest = Buffer.concat([making.rest, value]);
    await keepPieces(tools, making, isWhole);
  }
  return isWhole;
};

type Conclusion = Extract<ExportEvent, { readonly type: 'ExportMade' | 'ExportFailed' }>;

const conclude = (tools: Tools, conclusion: Conclusion): Promise<ExportDocument> =>
  asSystem(tools, tools.model.exports, conclusion.data.exportId, (state) => concludeExport(state, conclusion));

const made = (
  { exportId, file, keysDigest, progress: { rows }, bytes, pieces }: Making,
  { clock, directory }: Tools,
): Conclusion => {
  const now = clock.now();
  const keptUntil = new Date(now + directory.policy(now).exportKeptDays * dayLength).toISOString();
  return { type: 'ExportMade', v: 1, data: { exportId, file, keysDigest, rows, bytes, pieces, keptUntil } };
};

const failed = (exportId: string, reason: 'TOO_MANY' | 'FAULT'): Conclusion => ({
  type: 'ExportFailed',
  v: 1,
  data: { exportId, reason },
});

/**
 * Makes the files that were asked for, the one that waits longest first, a part at each call, so that nothing else waits for it. Answers how
 * much was done. Where several processes make one, the first to end has made it; where one dies, the next begins anew.
 */
export const makeExports = (tools: Tools): (() => Promise<number>) => {
  const { model, log } = tools;
  const attempts = new Map<string, number>();
  let making: Making | null = null;

  const current = async (): Promise<Making | null> => {
    if (making !== null) return making;
    const where = { 'keys.waiting': { $gt: '' } };
    const [next] = await model.exports.collection.find('waitingLongest', { where, limit: 1 });
    return next === undefined ? null : begin(tools, next);
  };

  const leave = async (exportId: string): Promise<void> => {
    making = null;
    attempts.delete(exportId);
    const document = await model.exports.collection.byId(exportId);
    await piecesIn(model).remove(exportId, document?.state.made?.file);
  };

  const afterFailure = async (exportId: string, error: unknown): Promise<void> => {
    making = null;
    const document = await model.exports.collection.byId(exportId);
    // Another process was faster.
    if (document === null || exportStatusOf(document.state) !== 'WAITING') return leave(exportId);
    const count = (attempts.get(exportId) ?? 0) + 1;
    attempts.set(exportId, count);
    if (!(error instanceof TooManyRows) && count < mostAttempts) throw error;
    log.error({ err: error, exportId }, 'an export could not be made');
    await conclude(tools, failed(exportId, error instanceof TooManyRows ? 'TOO_MANY' : 'FAULT'));
    await leave(exportId);
  };

  return async () => {
    const job = await current();
    if (job === null) return 0;
    making = job;
    try {
      if (await goOn(tools, job)) {
        await conclude(tools, made(job, tools));
        await leave(job.exportId);
      }
    } catch (error) {
      await afterFailure(job.exportId, error);
    }
    return 1;
  };
};
