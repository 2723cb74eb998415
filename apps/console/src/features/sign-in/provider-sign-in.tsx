import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../shared/language.js';
import { useTools } from '../../shared/tools.js';

/** Leads to the identity provider of the site. */
export const ProviderSignIn = () => {
  const { t } = useSpeech();
  const { signIn } = useTools();
  const [failed, setFailed] = useState(signIn.wasRefused());
  const { data: isProvided, error } = useQuery({ queryKey: ['sign-in'], queryFn: () => signIn.isProvided() });
  if (isProvided === false)
    return (
      <Alert
        type="info"
        showIcon
        title={t(
          '本站点的身份认证平台尚未为控制台设置（DAQIDI_OIDC_CLIENT_ID）。',
          'The identity provider of this site has not been set up for the console yet (DAQIDI_OIDC_CLIENT_ID).',
        )}
      />
    );
  return (
    <>
      {(failed || error !== null) && (
        <Alert type="error" showIcon title={t('登录没有成功，请重试。', 'Signing in failed. Try again.')} />
      )}
      <Button
        type="primary"
        size="large"
        disabled={isProvided !== true}
        onClick={() => {
          signIn.begin().catch(() => setFailed(true));
        }}
      >
        {t('统一身份认证登录', 'Sign in with the identity provider')}
      </Button>
    </>
  );
};
