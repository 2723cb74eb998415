import { createClient, createDrafts, createRequestIds, createSignIn, createUploader, type Language } from '@daqidi/app-kit';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSessionStore } from './shared/session-store.js';
import './styles.css';

const session = createSessionStore(sessionStorage);
const languageKey = 'language';
let language: Language = localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh';

const client = createClient({
  token: () => session.current()?.token ?? null,
  language: () => language,
  fetch: (...request) => fetch(...request),
  signedOut: () => session.end(),
});

const uploader = createUploader({ token: () => session.current()?.token ?? null, language: () => language });

const signIn = createSignIn({
  fetch: (...request) => fetch(...request),
  location,
  home: '/',
  storage: sessionStorage,
  isSignedIn: () => session.current() !== null,
  become: (person) => session.begin(person),
  replace: (path) => history.replaceState(null, '', path),
});

const show = async (): Promise<void> => {
  const root = document.getElementById('root');
  if (root === null) return;
  const { App } = await import('./app.js');
  createRoot(root).render(
    <StrictMode>
      <App
        tools={{
          client,
          uploader,
          session,
          signIn,
          drafts: createDrafts(localStorage),
          tabDrafts: createDrafts(sessionStorage),
          newRequestId: createRequestIds((bytes) => crypto.getRandomValues(bytes)),
          chance: () => Math.random(),
          now: () => Date.now(),
        }}
        startLanguage={language}
        onLanguage={(chosen) => {
          language = chosen;
          localStorage.setItem(languageKey, chosen);
        }}
      />
    </StrictMode>,
  );
};

// The app reads the address when it is loaded: whoever comes back from the provider is taken in before.
void signIn.resume().then(show);
