import type { FastifyInstance } from 'fastify';

/** Where people sign in, for pages that send them there (OpenID Connect, code with PKCE). */
export interface SignInProvider {
  /** Its address: where it publishes what it can do, and `iss` of its tokens. */
  readonly issuer: string;
  /** Of the pages: a public client, without a secret. */
  readonly clientId: string;
  readonly scope: string;
}

/** Says to the pages who lets people in; null where they sign in by choosing. */
export const registerSignInSettings = (app: FastifyInstance, provider: SignInProvider | undefined): void => {
  app.get('/sign-in.json', async () => ({ provider: provider ?? null }));
};
