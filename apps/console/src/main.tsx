import { createClient, createDrafts, createRequestIds, type Language } from '@daqidi/app-kit';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
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

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App
        tools={{
          client,
          session,
          drafts: createDrafts(localStorage),
          tabDrafts: createDrafts(sessionStorage),
          newRequestId: createRequestIds((bytes) => crypto.getRandomValues(bytes)),
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
