import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebApp } from '../apps.js';

/** Nothing from elsewhere, nothing framed, no form that is sent by the browser itself. */
const contentPolicy = (styles: string, asked: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    styles,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...asked].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Asked for by a browser that goes to a page, not by a program. The first page is for whoever does not ask for something else, too. */
const wantsPage = ({ headers, url }: FastifyRequest, at: string): boolean => {
  const { accept = '*/*' } = headers;
  return accept.includes('text/html') || (accept.includes('*/*') && !accept.includes('json') && url.split('?')[0] === at);
};

/**
 * Serves what the builds left, compressed when they were made. Names of assets hold a digest of their content, so that a year is not too
 * long for them; a page itself is asked for anew each time. Every address below an app is a page of it, which reads it itself. `asked`:
 * origins that pages may ask beside their own.
 */
export const serveApps = (app: FastifyInstance, apps: readonly WebApp[], asked: readonly string[] = []): void => {
  for (const { at, folder, styles } of apps) {
    const below = at === '/' ? '/' : `${at}/`;
    app.register(async (scope) => {
      const policy = contentPolicy(styles, asked);
      scope.addHook('onRequest', async (_, reply) => {
        reply.header('content-security-policy', policy);
      });
      await scope.register(fastifyStatic, {
        root: folder,
        prefix: `${below}assets/`,
        serve: false,
        preCompressed: true,
      });
      scope.get(`${below}assets/*`, (request, reply) =>
        reply
          .header('vary', 'accept-encoding')
          .sendFile(`assets/${(request.params as { readonly '*': string })['*']}`, { maxAge: '365d', immutable: true }),
      );
      const page = (request: FastifyRequest, reply: FastifyReply) => {
        if (!wantsPage(request, at)) return reply.callNotFound();
        return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
      };
      if (at !== '/') scope.get(at, page);
      scope.get(`${below}*`, page);
    });
  }
};
