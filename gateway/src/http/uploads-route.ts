import type { Files, UploadTerms } from '@daqidi/files';
import type { Claims } from '@daqidi/identity';
import { badInput, DaqidiError } from '@daqidi/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Callers } from '../admission/callers.js';

/** What whoever is not signed in shows for an upload. */
export interface UploadAsked {
  readonly proof: string | null;
  readonly appealId: string | null;
  readonly queryCode: string | null;
  /** Of the office's own: what the device wrote into a picture is kept. */
  readonly evidence: boolean;
}

export interface UploadsRouteOptions {
  readonly callers: Callers;
  /** Null where this gateway has no store: then there are no uploads, and no files. */
  readonly files: Files | null;
  /** Null where this caller may upload nothing. */
  termsFor(claims: Claims, asked: UploadAsked): Promise<UploadTerms | null>;
}

const version = '1.0.0';
const partType = 'application/offset+octet-stream';
const verbs = ['POST', 'HEAD', 'PATCH', 'DELETE'] as const;

const wrongHeader = (name: string): DaqidiError =>
  badInput(name, `The header ${name} is missing or wrong (tus ${version}).`, `请求头 ${name} 缺失或有误(tus ${version})。`);

const headerOf = ({ headers }: FastifyRequest, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const countIn = (request: FastifyRequest, name: string): number => {
  const text = headerOf(request, name);
  if (!/^\d{1,15}$/.test(text)) throw wrongHeader(name);
  return Number(text);
};

/** Pairs of a key and a value in base64, separated by commas (tus, Upload-Metadata). */
const metadataIn = (request: FastifyRequest): ReadonlyMap<string, string> =>
  new Map(
    headerOf(request, 'upload-metadata')
      .split(',')
      .map((pair) => pair.trim().split(' '))
      .filter(([key]) => key !== undefined && key !== '')
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );

/**
 * `/uploads`: resumable uploads by the open tus protocol, with creation and termination: a file comes in as many requests as a weak network
 * needs, and what came is kept. Whoever begins one is known as everywhere else, or shows his query code or the proof of work that he will hand
 * in with; whoever goes on with it has its address, which nobody guesses. A file is looked at with its last part, and what is not taken is
 * refused there.
 */
export const registerUploads = (parent: FastifyInstance, { callers, files, termsFor }: UploadsRouteOptions): void => {
  if (files === null) return;
  // In a scope of its own, in which bodies are streams: they are taken as they come.
  parent.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_, __, done) => done(null));
    app.addHook('onRequest', async (request, reply) => {
      reply.header('tus-resumable', version);
      request.account = await callers.admit(request.ip, request.headers.authorization);
      if (headerOf(request, 'tus-resumable') !== version) {
        reply.header('tus-version', version);
        throw wrongHeader('tus-resumable');
      }
    });

    app.post('/uploads', async (request, reply) => {
      const said = metadataIn(request);
      const asked = {
        proof: said.get('proof') ?? null,
        appealId: said.get('appealId') ?? null,
        queryCode: said.get('queryCode') ?? null,
        evidence: said.get('evidence') === 'true',
      };
      if (asked.queryCode !== null) request.account.attempt(asked.appealId ?? '');
      const bytes = countIn(request, 'upload-length');
      const terms = await termsFor(request.account.claims, asked);
      if (terms === null) throw new DaqidiError('UNAUTHENTICATED');
      const id = await files.begin(terms, bytes, said.get('filename') ?? '');
      return reply.code(201).header('location', `/uploads/${id}`).header('upload-offset', '0').send();
    });

    const idIn = (request: FastifyRequest): string => (request.params as { readonly id: string }).id;

    app.head('/uploads/:id', async (request, reply) => {
      const { bytes, offset } = await files.progress(idIn(request));
      return reply.header('upload-offset', String(offset)).header('upload-length', String(bytes)).send();
    });

    app.patch('/uploads/:id', async (request, reply): Promise<FastifyReply> => {
      if (headerOf(request, 'content-type') !== partType) throw wrongHeader('content-type');
      const from = countIn(request, 'upload-offset');
      const offset = await files.append(idIn(request), from, request.raw);
      return reply.code(204).header('upload-offset', String(offset)).send();
    });

    app.delete('/uploads/:id', async (request, reply) => {
      await files.drop(idIn(request));
      return reply.code(204).send();
    });
  });
};

/** What pages of other origins may send and see of it. */
export const uploadCors = {
  methods: verbs,
  allowedHeaders: ['tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'],
  exposedHeaders: ['location', 'tus-resumable', 'upload-length', 'upload-offset'],
};
