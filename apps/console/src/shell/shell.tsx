import { Button, Drawer } from 'antd';
import { use, useState } from 'react';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { SignInPage } from '../features/sign-in/sign-in-page.js';
import { FindByCode } from '../shared/find-by-code.js';
import { LanguageContext, useSpeech } from '../shared/language.js';
import { rolesOf, useMe } from '../shared/me.js';
import { Offline } from '../shared/offline.js';
import { useSession, useTools } from '../shared/tools.js';
import { Updates } from '../shared/updates.js';
import { navigation } from './navigation.js';

const LanguageSwitch = () => {
  const { language, choose } = use(LanguageContext);
  const [text, next, lang] = language === 'zh' ? (['English', 'en', 'en'] as const) : (['中文', 'zh', 'zh-CN'] as const);
  return (
    <Button type="text" lang={lang} onClick={() => choose(next)}>
      {text}
    </Button>
  );
};

const Links = ({ onChosen }: { readonly onChosen?: () => void }) => {
  const { t, say } = useSpeech();
  const roles = rolesOf(useMe());
  return (
    <nav className="nav" aria-label={t('主菜单', 'Main menu')}>
      {navigation
        .filter(({ roles: offered }) => offered === undefined || offered.some((role) => roles.has(role)))
        .map(({ to, text }) => (
          <NavLink key={to} to={to} end={to === '/'} onClick={onChosen}>
            {say(text)}
          </NavLink>
        ))}
    </nav>
  );
};

const Person = () => {
  const { t } = useSpeech();
  const { session, signIn, drafts, tabDrafts } = useTools();
  const personId = useSession()?.personId ?? '';
  const me = useMe();
  // Whoever sits down next finds nothing of what was typed here, and what others typed is still theirs.
  const signOut = (): void => {
    for (const each of [drafts, tabDrafts]) each.dropAll(`${personId} `);
    session.end();
    // Who cannot be signed out at the provider now is signed out here all the same.
    signIn.end().catch(() => undefined);
  };
  return (
    <>
      <span>{me?.name ?? me?.id}</span>
      <Button type="text" onClick={signOut}>
        {t('退出', 'Sign out')}
      </Button>
    </>
  );
};

export const Shell = () => {
  const { t } = useSpeech();
  const signedIn = useSession() !== null;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <a className="skip" href="#content">
        {t('跳到正文', 'Skip to content')}
      </a>
      <header className="head">
        {signedIn && (
          <Button type="text" className="only-narrow" onClick={() => setOpen(true)}>
            {t('菜单', 'Menu')}
          </Button>
        )}
        <NavLink className="brand" to="/">
          {t('群众诉求大起底', 'Daqidi')}
        </NavLink>
        <span className="grow" />
        {signedIn && <FindByCode />}
        <LanguageSwitch />
        {signedIn && <Person />}
      </header>
      <Offline />
      {signedIn && <Updates />}
      {signedIn ? (
        <div className="body">
          <Links />
          <main id="content">
            <Outlet />
            <ScrollRestoration />
          </main>
          <Drawer
            open={isOpen}
            onClose={() => setOpen(false)}
            placement="left"
            size={240}
            title={t('菜单', 'Menu')}
            styles={{ body: { padding: 0 } }}
          >
            <Links onChosen={() => setOpen(false)} />
          </Drawer>
        </div>
      ) : (
        <main id="content">
          <SignInPage />
        </main>
      )}
    </>
  );
};
