import { useEffect, useState } from 'preact/hooks';
import { useScene } from './tools.js';

const trialPeople = ['petitioner-1', 'petitioner-2', 'petitioner-3'];

/** A token without proof, which a platform gives only while it is tried. */
const trialToken = async (id: string): Promise<string> => {
  const response = await fetch('/development/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: id, kind: 'PETITIONER' }),
  });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { readonly token: string }).token;
};

/** Leads to the identity provider of the site. */
const ProviderSignIn = () => {
  const { tools, t } = useScene();
  const [failed, setFailed] = useState(tools.signIn.wasRefused());
  return (
    <section>
      {failed && (
        <p class="failed" role="alert">
          {t('登录没有成功，请重试。', 'Signing in failed. Try again.')}
        </p>
      )}
      <button type="button" class="big" onClick={() => tools.signIn.begin().catch(() => setFailed(true))}>
        {t('统一身份认证登录', 'Sign in')}
      </button>
    </section>
  );
};

/** Asks who one is, where what follows needs to know. */
export const SignIn = ({ onSignedIn }: { onSignedIn(): void }) => {
  const { tools } = useScene();
  const [isProvided, setProvided] = useState<boolean | null>(null);
  useEffect(() => {
    tools.signIn.isProvided().then(setProvided, () => setProvided(false));
  }, [tools]);
  if (isProvided === null) return null;
  return isProvided ? <ProviderSignIn /> : <TrialSignIn onSignedIn={onSignedIn} />;
};

const TrialSignIn = ({ onSignedIn }: { onSignedIn(): void }) => {
  const { tools, t } = useScene();
  const [failed, setFailed] = useState(false);
  const choose = (id: string): void => {
    trialToken(id).then(
      (token) => {
        tools.become({ token, id });
        onSignedIn();
      },
      () => setFailed(true),
    );
  };
  return (
    <section>
      <p class="notice">
        {t(
          '仅供试用：请选择一位群众的身份。正式使用时通过统一身份认证登录。',
          'For trial only: choose a citizen. In earnest one signs in with an identity provider.',
        )}
      </p>
      {failed && (
        <p class="failed" role="alert">
          {t('目前不能登录。', 'Signing in is not possible now.')}
        </p>
      )}
      {trialPeople.map((id, index) => (
        <button type="button" key={id} class="big" onClick={() => choose(id)}>
          {t(`群众 ${index + 1}`, `Citizen ${index + 1}`)}
        </button>
      ))}
    </section>
  );
};
