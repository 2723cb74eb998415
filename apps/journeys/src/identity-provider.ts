import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmbeddedOptions } from '@daqidi/standalone';
import { type Context, Provider } from 'oidc-provider';

/** An identity provider of this machine that lets in whoever is named, without asking. */
export interface IdentityProvider {
  readonly settings: NonNullable<EmbeddedOptions['identityProvider']>;
  /** Before anybody signs in: where the pages are. */
  serve(pages: string): void;
  /** Who signs in next. He proves who he is then or has done so at a moment (ms), as where somebody is signed in there since the morning. */
  expect(personId: string, kind: 'OFFICER' | 'PETITIONER', at?: number): void;
  /** The kinds of grants for which tokens were given, in order. */
  granted(): readonly string[];
  stop(): Promise<void>;
}

const clientId = 'daqidi-pages';
const audience = 'daqidi';
/** Seconds. */
const tokenLife = 300;

const logout = (context: Context, form: string): void => {
  context.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
};

export const openIdentityProvider = async (): Promise<IdentityProvider> => {
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = (_, response) => response.writeHead(503).end();
  let next = '';
  let proved: object = {};
  const kinds = new Map<string, string>();
  const grants: string[] = [];
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provide = (pages: string): Provider =>
    new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          redirect_uris: [`${pages}/signed-in`, `${pages}/c/signed-in`],
          post_logout_redirect_uris: [`${pages}/`, `${pages}/c/`],
        },
      ],
      clientBasedCORS: () => true,
      cookies: { keys: ['of this machine'] },
      findAccount: (_: Context, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
      extraTokenClaims: ({ oidc: { entities } }: Context, { accountId }: { readonly accountId: string }) => ({
        kind: kinds.get(accountId),
        auth_time: (entities.AuthorizationCode ?? entities.RefreshToken)?.authTime,
      }),
      issueRefreshToken: async () => true,
      rotateRefreshToken: true,
      interactions: { url: () => '/enter' },
      loadExistingGrant: async ({ oidc: { provider, client, session } }: Context) => {
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope('openid offline_access');
        await grant.save();
        return grant;
      },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: { enabled: true, logoutSource: logout },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:daqidi',
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: tokenLife }),
        },
      },
      jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })] },
    });
  return {
    settings: {
      issuer,
      audience,
      jwksUrl: `${issuer}/jwks`,
      provider: { issuer, clientId, scope: 'openid offline_access' },
    },
    serve: (pages) => {
      const provider = provide(pages);
      provider.on('grant.success', ({ oidc }) => grants.push(String(oidc.params.grant_type)));
      const callback = provider.callback();
      answer = (request, response) =>
        request.url?.startsWith('/enter')
          ? provider.interactionFinished(request, response, {
              login: { accountId: next, ...proved },
            })
          : callback(request, response);
    },
    expect: (personId, kind, at) => {
      next = personId;
      proved = at === undefined ? {} : { ts: Math.floor(at / 1_000) };
      kinds.set(personId, kind);
    },
    granted: () => grants,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
