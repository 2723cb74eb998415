import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../shared/language.js';
import { useTools } from '../../shared/tools.js';

/** Leads to the identity provider of the site. */
export const ProviderSignIn = () => {
  const { t } = useSpeech();
  const { signIn } = useTools();
  const [failed, setFailed] = useState(signIn.wasRefused());
  return (
    <>
      {failed && <Alert type="error" showIcon title={t('登录没有成功，请重试。', 'Signing in failed. Try again.')} />}
      <Button
        type="primary"
        size="large"
        onClick={() => {
          signIn.begin().catch(() => setFailed(true));
        }}
      >
        {t('统一身份认证登录', 'Sign in with the identity provider')}
      </Button>
    </>
  );
};
