import { Alert, Button, Empty } from 'antd';
import { useRouteError } from 'react-router';
import { useSpeech } from '../shared/language.js';

const lastReload = 'reloaded for a missing part';

/** A page whose part cannot be had any more, after an upgrade, is fetched anew once; what fails again says so. */
export const Broken = () => {
  const { t } = useSpeech();
  const error = useRouteError();
  const isMissing = error instanceof TypeError && /import|module/i.test(error.message);
  if (isMissing && sessionStorage.getItem(lastReload) === null) {
    sessionStorage.setItem(lastReload, '1');
    location.reload();
    return null;
  }
  return (
    <main className="sign-in">
      <Alert
        type="error"
        showIcon
        title={t('页面出错了', 'The page failed')}
        description={error instanceof Error ? error.message : undefined}
        action={<Button onClick={() => location.reload()}>{t('重新打开', 'Open it again')}</Button>}
      />
    </main>
  );
};

export const NoSuchPage = () => {
  const { t } = useSpeech();
  return (
    <div className="page">
      <Empty description={t('没有这个页面', 'There is no such page')} />
    </div>
  );
};
