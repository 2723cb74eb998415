import { openProvider, type Provider, providerSettings, type SignedIn, signedInPath } from './provider.js';

export interface SignInOptions {
  readonly fetch: typeof fetch;
  readonly location: Pick<Location, 'origin' | 'pathname' | 'search'>;
  /** The app's first page, with a slash at its end. */
  readonly home: string;
  /** Gone with the tab: holds the refresh token. */
  readonly storage: Storage;
  isSignedIn(): boolean;
  become(person: SignedIn): void;
  /** Shows this path in the place of the one that the provider led back to. */
  replace(path: string): void;
}

export interface SignIn {
  /** Whether people sign in at an identity provider. */
  isProvided(): Promise<boolean>;
  /** Goes there; whoever comes back is led to where he was. */
  begin(): Promise<void>;
  /** The same for whoever is signed in and has to prove anew who he is. */
  again(): Promise<void>;
  /** Once, before anything is shown: takes in whoever comes back, and keeps his token fresh. */
  resume(): Promise<void>;
  /** Whether the provider let nobody in. */
  wasRefused(): boolean;
  /** Signs out at the provider, where there is one. */
  end(): Promise<void>;
}

export const createSignIn = ({ fetch, location, home, storage, isSignedIn, become, replace }: SignInOptions): SignIn => {
  let opened: Promise<Provider | null> | undefined;
  let refused = false;
  const open = async (): Promise<Provider | null> => {
    const settings = await providerSettings(fetch);
    return settings && openProvider(settings, { origin: location.origin, home, storage });
  };
  const provider = (): Promise<Provider | null> => {
    opened ??= open().catch((error: unknown) => {
      // Asked again the next time.
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const here = (): string => `${location.pathname}${location.search}`;
  const finish = async (): Promise<void> => {
    try {
      const person = await (await provider())?.finish();
      if (person !== undefined) become({ token: person.token, personId: person.personId });
      replace(person?.path ?? home);
    } catch {
      refused = true;
      replace(home);
    }
  };
  return {
    isProvided: async () => (await provider()) !== null,
    begin: async () => (await provider())?.begin(here()),
    again: async () => (await provider())?.begin(here(), true),
    resume: async () => {
      if (location.pathname === `${home}${signedInPath}`) await finish();
      // Nobody waits for it: without it the token ends by itself.
      if (isSignedIn())
        void provider()
          .then((known) => known?.renew(become))
          .catch(() => undefined);
    },
    wasRefused: () => refused,
    end: async () => (await provider())?.end(),
  };
};
