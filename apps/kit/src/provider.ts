import type { User } from 'oidc-client-ts';

/** The identity provider of a site, as the gateway names it. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

export interface SignedIn {
  readonly token: string;
  readonly personId: string;
}

export interface Provider {
  /** Goes to the provider's page; whoever comes back is led to this path. `again`: he proves who he is, also where he is signed in there. */
  begin(path: string, again?: boolean): Promise<void>;
  /** What whoever came back brings, and the path to which he wanted. Rejects where he was not let in. */
  finish(): Promise<SignedIn & { readonly path: string }>;
  /** Calls back with each new token, until the page is closed. */
  renew(renewed: (person: SignedIn) => void): Promise<void>;
  /** Signs out here and at the provider, which leads back to the first page. */
  end(): Promise<void>;
}

/** Null where people sign in by choosing. */
export const providerSettings = async (fetch: typeof globalThis.fetch): Promise<ProviderSettings | null> => {
  const response = await fetch('/sign-in.json');
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { readonly provider: ProviderSettings | null }).provider;
};

/** The last part of the address to which the provider leads back. */
export const signedInPath = 'signed-in';

const personOf = ({ access_token: token, profile }: User): SignedIn => ({ token, personId: profile.sub });

/**
 * OpenID Connect: code with PKCE, and a refresh token that is another one each time; no frame is opened. `home` is the app's first page, with
 * a slash at its end. The library is fetched by those only who sign in.
 */
export const openProvider = async (
  { issuer, clientId, scope }: ProviderSettings,
  { origin, home, storage }: { readonly origin: string; readonly home: string; readonly storage: Storage },
): Promise<Provider> => {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts');
  const store = new WebStorageStateStore({ store: storage });
  const manager = new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    redirect_uri: `${origin}${home}${signedInPath}`,
    post_logout_redirect_uri: `${origin}${home}`,
    response_type: 'code',
    userStore: store,
    stateStore: store,
    loadUserInfo: false,
    monitorSession: false,
    // Begun by `renew`, once somebody listens.
    automaticSilentRenew: false,
  });
  return {
    begin: (path, again = false) => manager.signinRedirect({ state: path, ...(again && { prompt: 'login', max_age: 0 }) }),
    finish: async () => {
      const user = await manager.signinRedirectCallback();
      return { ...personOf(user), path: typeof user.state === 'string' ? user.state : home };
    },
    renew: async (renewed) => {
      manager.events.addUserLoaded((user) => renewed(personOf(user)));
      // Without a refresh token a frame would be opened, which the content policy forbids: the token then ends by itself.
      if ((await manager.getUser())?.refresh_token !== undefined) manager.startSilentRenew();
    },
    end: async () => {
      await manager.signoutRedirect().catch(() => manager.removeUser());
    },
  };
};
