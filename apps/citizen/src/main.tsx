import { createClient, createDrafts, createRequestIds, createSignIn, createUploader, type Language } from '@daqidi/app-kit';
import { render } from 'preact';
import { App } from './app.js';
import type { Person } from './shared/tools.js';
import './styles.css';

const keep = (name: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A phone that keeps nothing still lets one speak.
  }
};
const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

let language: Language = kept('language') === 'en' ? 'en' : 'zh';
const keptPerson = (): Person | null => {
  try {
    return JSON.parse(kept('person') ?? 'null') as Person | null;
  } catch {
    return null;
  }
};
let person = keptPerson();
const become = (next: Person | null): void => {
  person = next;
  keep('person', next === null ? null : JSON.stringify(next));
};

const client = createClient({
  token: () => person?.token ?? null,
  language: () => language,
  fetch: (...request) => fetch(...request),
  signedOut: () => become(null),
});

const uploader = createUploader({ token: () => person?.token ?? null, language: () => language });

const signIn = createSignIn({
  fetch: (...request) => fetch(...request),
  location,
  home: '/c/',
  storage: sessionStorage,
  isSignedIn: () => person !== null,
  become: ({ token, personId: id }) => become({ token, id }),
  replace: (path) => history.replaceState(null, '', path),
});

const root = document.getElementById('root');
const show = (): void => {
  if (root === null) return;
  render(
    <App
      tools={{
        client,
        uploader,
        signIn,
        drafts: createDrafts(localStorage),
        newRequestId: createRequestIds((bytes) => crypto.getRandomValues(bytes)),
        person: () => person,
        become,
        chance: () => Math.random(),
        place: new URLSearchParams(location.search).get('place'),
      }}
      startLanguage={language}
      startLarge={kept('large') === 'yes'}
      onLanguage={(chosen) => {
        language = chosen;
        keep('language', chosen);
      }}
      onLarge={(isLarge) => keep('large', isLarge ? 'yes' : null)}
    />,
    root,
  );
};

// The page reads its address when it is shown: whoever comes back from the provider is taken in before.
void signIn.resume().then(show);
