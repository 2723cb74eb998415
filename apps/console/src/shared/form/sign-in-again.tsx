import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../language.js';
import { useSession, useTools } from '../tools.js';
import { trialToken } from '../trial.js';

/** Whoever signs has signed in a short while ago: here he does so again, and comes back to what he typed. */
export const SignInAgain = () => {
  const { t } = useSpeech();
  const { signIn, session } = useTools();
  const personId = useSession()?.personId;
  const [state, become] = useState<'asked' | 'done' | 'failed'>('asked');
  const again = async (): Promise<void> => {
    if (await signIn.isProvided()) return signIn.again();
    if (personId === undefined) return;
    session.begin({ token: await trialToken({ id: personId, kind: 'OFFICER' }), personId });
    become('done');
  };
  if (state === 'done')
    return <Alert type="success" showIcon title={t('已重新登录，请再次提交。', 'Signed in again: send it once more.')} />;
  return (
    <div className="actions">
      <Button onClick={() => void again().catch(() => become('failed'))}>{t('重新登录', 'Sign in again')}</Button>
      <span className="muted">
        {state === 'failed'
          ? t('登录没有成功，请重试。', 'Signing in failed. Try again.')
          : t('回来后，您填写的内容仍在。', 'What you typed is still here when you come back.')}
      </span>
    </div>
  );
};
