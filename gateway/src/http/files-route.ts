import { Readable } from 'node:stream';
import type { FileGrant, Files } from '@daqidi/files';
import { DaqidiError } from '@daqidi/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Callers } from '../admission/callers.js';

/** A piece of a file, and what is known of the whole. */
export interface FilePiece {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pieces: number;
  /** In base64. */
  readonly content: string;
}

export interface FilesRouteOptions {
  readonly callers: Callers;
  readonly files: Files | null;
  /** Null for a bad ticket as for none. */
  pieceOf(ticket: string, number: number): Promise<FilePiece | null>;
  /** The same of an attachment, by whichever service's ticket it is. */
  grantOf(ticket: string): Promise<FileGrant | null>;
}

const wholeOf = async function* (first: FilePiece, next: (number: number) => Promise<FilePiece | null>): AsyncGenerator<Buffer> {
  yield Buffer.from(first.content, 'base64');
  for (let number = 1; number < first.pieces; number += 1) {
    const piece = await next(number);
    // The connection is cut: whoever asked knows the length, and that this is not all.
    if (piece === null) throw new DaqidiError('NOT_FOUND');
    yield Buffer.from(piece.content, 'base64');
  }
};

/** Whatever it is, nothing in it is run, nobody keeps it on the way, and it is what it is said to be. */
const guarded = (reply: FastifyReply, mediaType: string): FastifyReply =>
  reply
    .type(mediaType)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');

/** As RFC 6266 writes a name that is not of ASCII. */
const dispositionOf = ({ inline, fileName }: FileGrant): string =>
  `${inline ? 'inline' : 'attachment'}; filename="${fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;

interface Range {
  readonly start: number;
  /** Not among them. */
  readonly end: number;
}

/** The one range that is asked for; the whole where none is, or several are; null for one that is not there. */
const rangeIn = (header: string | undefined, bytes: number): Range | 'WHOLE' | null => {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return 'WHOLE';
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1);
  return start < end ? { start, end } : null;
};

const sendGranted = (files: Files, grant: FileGrant, asked: string | undefined, reply: FastifyReply): FastifyReply => {
  const { bytes } = grant;
  const range = rangeIn(asked, bytes);
  guarded(reply, grant.mediaType).header('accept-ranges', 'bytes').header('content-disposition', dispositionOf(grant));
  if (range === null) return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  const { start, end } = range === 'WHOLE' ? { start: 0, end: bytes } : range;
  if (range !== 'WHOLE') reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${bytes}`);
  const stored = { at: grant.at, bytes, key: Buffer.from(grant.key, 'base64url') };
  return reply.header('content-length', end - start).send(Readable.from(files.read(stored, start, end), { objectMode: false }));
};

/** Tickets of attachments say whose they are; those of exports begin with the time. */
const isOfAttachment = (ticket: string): boolean => /^[a-z]+~/.test(ticket) && !/^[\da-f]{6}~/.test(ticket);

/**
 * `/files/<ticket>`: a file for whoever brings its ticket, which is all that a browser itself can bring. Exports are read from their owner piece
 * by piece, attachments from the store part by part, as they are sent, so that size costs no memory. Nothing in a file is run.
 */
export const registerFiles = (app: FastifyInstance, { callers, files, pieceOf, grantOf }: FilesRouteOptions): void => {
  app.get('/files/*', { compress: false }, async (request, reply) => {
    await callers.admit(request.ip, undefined);
    const { '*': ticket } = request.params as { readonly '*': string };
    if (isOfAttachment(ticket)) {
      const grant = files === null ? null : await grantOf(ticket);
      return files === null || grant === null ? reply.callNotFound() : sendGranted(files, grant, request.headers.range, reply);
    }
    const first = await pieceOf(ticket, 0);
    if (first === null) return reply.callNotFound();
    return guarded(reply, first.mediaType)
      .header('content-length', first.bytes)
      .header('content-disposition', `attachment; filename="${first.fileName}"`)
      .send(
        Readable.from(
          wholeOf(first, (number) => pieceOf(ticket, number)),
          { objectMode: false },
        ),
      );
  });
};
