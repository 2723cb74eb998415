import type { Language } from '@daqidi/app-kit';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { createQueries } from './shared/ask.js';
import { LanguageContext } from './shared/language.js';
import { type Tools, ToolsContext } from './shared/tools.js';
import { Broken, NoSuchPage } from './shell/broken.js';
import { Shell } from './shell/shell.js';

const routes = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    HydrateFallback: () => null,
    ErrorBoundary: Broken,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./features/desk/desk-page.js')).DeskPage }) },
      { path: 'cases', lazy: async () => ({ Component: (await import('./features/ledger/ledger-page.js')).LedgerPage }) },
      { path: 'cases/:id', lazy: async () => ({ Component: (await import('./features/case/case-page.js')).CasePage }) },
      { path: 'books', lazy: async () => ({ Component: (await import('./features/books/books-page.js')).BooksPage }) },
      { path: 'take-in', lazy: async () => ({ Component: (await import('./features/take-in/take-in-page.js')).TakeInPage }) },
      { path: 'review', lazy: async () => ({ Component: (await import('./features/review/review-page.js')).ReviewPage }) },
      {
        path: 'countersign',
        lazy: async () => ({ Component: (await import('./features/countersign/countersign-page.js')).CountersignPage }),
      },
      {
        path: 'orders',
        lazy: async () => ({ Component: (await import('./features/supervision/supervision-page.js')).SupervisionPage }),
      },
      { path: 'figures', lazy: async () => ({ Component: (await import('./features/figures/figures-page.js')).FiguresPage }) },
      {
        path: 'figures/cases',
        lazy: async () => ({ Component: (await import('./features/figures/rated-cases-page.js')).RatedCasesPage }),
      },
      {
        path: 'knowledge',
        lazy: async () => ({ Component: (await import('./features/knowledge/knowledge-page.js')).KnowledgePage }),
      },
      {
        path: 'publications',
        lazy: async () => ({ Component: (await import('./features/publications/publications-page.js')).PublicationsPage }),
      },
      {
        path: 'suggestions',
        lazy: async () => ({ Component: (await import('./features/suggestions/suggestions-page.js')).SuggestionsPage }),
      },
      {
        path: 'directory',
        lazy: async () => ({ Component: (await import('./features/directory/directory-page.js')).DirectoryPage }),
      },
      { path: 'exports', lazy: async () => ({ Component: (await import('./features/exports/exports-page.js')).ExportsPage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('./features/audit/audit-page.js')).AuditPage }) },
      { path: '*', Component: NoSuchPage },
    ],
  },
]);

/** The greys of the components are too light to be read by everybody: darker ones here. */
const theme = {
  token: {
    colorPrimary: '#0b4fa0',
    colorText: '#1d2733',
    colorTextSecondary: '#3a4754',
    colorTextTertiary: '#51606f',
    colorTextQuaternary: '#5c6a78',
    colorTextPlaceholder: '#5c6a78',
    colorTextDescription: '#51606f',
    colorTextDisabled: '#5c6a78',
    fontFamily: 'inherit',
    motion: false,
  },
};

export const App = ({
  tools,
  startLanguage,
  onLanguage,
}: {
  readonly tools: Tools;
  readonly startLanguage: Language;
  onLanguage(language: Language): void;
}) => {
  const [language, setLanguage] = useState(startLanguage);
  const queries = useMemo(createQueries, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        onLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language, onLanguage],
  );
  return (
    <ToolsContext value={tools}>
      <LanguageContext value={choice}>
        <QueryClientProvider client={queries}>
          <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
            <AntdApp component={false}>
              <RouterProvider router={routes} />
            </AntdApp>
          </ConfigProvider>
        </QueryClientProvider>
      </LanguageContext>
    </ToolsContext>
  );
};
