import { Readable } from 'node:stream';
import { DaqidiError } from '@daqidi/runtime';
import type { FastifyInstance } from 'fastify';
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
  /** Null for a bad ticket as for none. */
  pieceOf(ticket: string, number: number): Promise<FilePiece | null>;
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

/**
 * `/files/<ticket>`: a file for whoever brings its ticket, which is all that a download of the browser itself can bring. Read from its owner
 * piece by piece as it is sent, so that its size costs no memory. Nothing in it is run or shown in place.
 */
export const registerFiles = (app: FastifyInstance, { callers, pieceOf }: FilesRouteOptions): void => {
  app.get('/files/*', { compress: false }, async (request, reply) => {
    await callers.admit(request.ip, undefined);
    const { '*': ticket } = request.params as { readonly '*': string };
    const first = await pieceOf(ticket, 0);
    if (first === null) return reply.callNotFound();
    return reply
      .type(first.mediaType)
      .header('content-length', first.bytes)
      .header('content-disposition', `attachment; filename="${first.fileName}"`)
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(
        Readable.from(
          wholeOf(first, (number) => pieceOf(ticket, number)),
          { objectMode: false },
        ),
      );
  });
};
