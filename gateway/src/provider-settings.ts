import { type ConfigValues, Fatal, optional, textSetting, urlSetting } from '@daqidi/runtime';
import type { SignInProvider } from './http/sign-in-settings.js';

/** Whose tokens are taken, and where people sign in, in whichever form it runs. */
export const providerSettings = {
  jwksUrl: optional(urlSetting({ env: 'DAQIDI_JWKS_URL', meaning: 'Where the identity provider (OIDC) publishes its keys.' })),
  issuer: textSetting({
    env: 'DAQIDI_TOKEN_ISSUER',
    meaning: 'Whose tokens are taken (`iss`).',
    fallback: 'daqidi-development',
  }),
  audience: textSetting({
    env: 'DAQIDI_TOKEN_AUDIENCE',
    meaning: 'For whom tokens must be made out (`aud`).',
    fallback: 'daqidi',
  }),
  kindClaim: textSetting({
    env: 'DAQIDI_TOKEN_KIND_CLAIM',
    meaning: 'The claim that says PETITIONER, OFFICER or MACHINE.',
    fallback: 'kind',
  }),
  clientId: optional(
    textSetting({
      env: 'DAQIDI_OIDC_CLIENT_ID',
      meaning:
        'Name of the pages at the identity provider (a public client); people then sign in there. DAQIDI_TOKEN_ISSUER is its URL.',
    }),
  ),
  scope: textSetting({
    env: 'DAQIDI_OIDC_SCOPE',
    meaning: 'What the pages ask the identity provider for, separated by blanks.',
    fallback: 'openid offline_access',
  }),
};

type ProviderValues = ConfigValues<typeof providerSettings>;

/** Where people sign in from the pages; undefined where no provider knows them. */
export const signInProviderOf = ({
  jwksUrl,
  issuer,
  clientId,
  scope,
}: Pick<ProviderValues, 'jwksUrl' | 'issuer' | 'clientId' | 'scope'>): SignInProvider | undefined => {
  if (jwksUrl === null || clientId === null) return undefined;
  if (!URL.canParse(issuer))
    throw new Fatal('DAQIDI_OIDC_CLIENT_ID: DAQIDI_TOKEN_ISSUER has to be the URL of the identity provider');
  return { issuer, clientId, scope };
};
