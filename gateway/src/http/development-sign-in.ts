import { type Claims, type PrincipalKind, principalKinds } from '@daqidi/identity';
import { badInput } from '@daqidi/runtime';
import { isRecord } from '@daqidi/subgraph';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from './read-json.js';

/** Somebody as whom one can sign in while trying the product. */
export interface TrialPerson {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
}

/** Sign-in without proof: there only where the process has a development issuer. */
export interface DevelopmentSignIn {
  /** A token for whoever is named. */
  issue(claims: Claims): Promise<string>;
  /** Whom the directory knows, at most fifty, by part of the name, role or unit; nobody where the process has no directory. */
  people(search: string): readonly TrialPerson[];
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page elsewhere whose name was made to lead here asks under its own name: for it there is nothing. */
const isOfThisMachine = ({ headers }: FastifyRequest): boolean => loopback.has((headers.host ?? '').replace(/:\d+$/, ''));

const claimsIn = (body: unknown): Claims => {
  const { sub, kind } = isRecord(body) ? body : {};
  const known = principalKinds.find((each) => each === kind);
  if (typeof sub !== 'string' || !/^[\w.:-]{1,100}$/.test(sub) || known === undefined || known === 'ANONYMOUS')
    throw badInput('body', 'Name a person: sub and kind.', '请指明人员:sub 与 kind。');
  return { sub, kind: known };
};

export const registerDevelopmentSignIn = (app: FastifyInstance, { issue, people }: DevelopmentSignIn): void => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
      readJson(request.headers['content-type'] ?? '', body),
    );
    scope.addHook('onRequest', async (request, reply) => {
      if (!isOfThisMachine(request)) reply.callNotFound();
    });
    scope.get('/development/people', async (request) => {
      const { search } = request.query as { readonly search?: unknown };
      return { people: people(typeof search === 'string' ? search : '') };
    });
    scope.post('/development/tokens', { bodyLimit: 1_024 }, async ({ body }) => ({ token: await issue(claimsIn(body)) }));
  });
};
