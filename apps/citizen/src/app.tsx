import { isOnline, type Language, watchOnline } from '@daqidi/app-kit';
import { useEffect, useState } from 'preact/hooks';
import { Home } from './home.js';
import { Knowledge } from './knowledge/knowledge.js';
import { OwnCase } from './own/own-case.js';
import { OwnList } from './own/own-list.js';
import { Progress } from './progress/progress.js';
import { Published } from './published/published.js';
import { SceneContext, type Tools } from './shared/tools.js';
import { Submit } from './submit/submit.js';

const pageAt = (path: string) => {
  const [, , page = '', id = ''] = path.split('/');
  if (page === 'submit') return <Submit />;
  if (page === 'progress') return <Progress />;
  if (page === 'knowledge') return <Knowledge />;
  if (page === 'published') return <Published />;
  if (page === 'mine') return id === '' ? <OwnList /> : <OwnCase id={decodeURIComponent(id)} />;
  return <Home />;
};

export interface AppProps {
  readonly tools: Tools;
  readonly startLanguage: Language;
  readonly startLarge: boolean;
  onLanguage(language: Language): void;
  onLarge(isLarge: boolean): void;
}

export const App = ({ tools, startLanguage, startLarge, onLanguage, onLarge }: AppProps) => {
  const [path, setPath] = useState(location.pathname);
  const [language, setLanguage] = useState(startLanguage);
  const [isLarge, setLarge] = useState(startLarge);
  useEffect(() => {
    const moved = (): void => setPath(location.pathname);
    window.addEventListener('popstate', moved);
    return () => window.removeEventListener('popstate', moved);
  }, []);
  const [online, setOnline] = useState(isOnline);
  useEffect(() => watchOnline(() => setOnline(isOnline())), []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
  }, [language, isLarge]);
  const go = (to: string): void => {
    history.pushState(null, '', to);
    setPath(to);
    window.scrollTo(0, 0);
  };
  const zh = language === 'zh';
  return (
    <SceneContext.Provider value={{ tools, language, go }}>
      <header>
        <strong>{zh ? '群众诉求大起底' : 'Daqidi'}</strong>
        <span>
          <button
            type="button"
            aria-pressed={isLarge}
            onClick={() => {
              onLarge(!isLarge);
              setLarge(!isLarge);
            }}
          >
            {zh ? '大字' : 'Large'}
          </button>
          <button
            type="button"
            lang={zh ? 'en' : 'zh-CN'}
            onClick={() => {
              onLanguage(zh ? 'en' : 'zh');
              setLanguage(zh ? 'en' : 'zh');
            }}
          >
            {zh ? 'English' : '中文'}
          </button>
        </span>
      </header>
      {!online && (
        <p class="notice" role="status">
          {zh
            ? '没有网络。填写的内容保存在本机，网络恢复后再提交。'
            : 'No network. What you type stays on this phone: send it when the network is back.'}
        </p>
      )}
      {pageAt(path)}
    </SceneContext.Provider>
  );
};
