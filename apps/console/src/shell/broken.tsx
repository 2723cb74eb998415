import { Alert, Button, Empty } from 'antd';
import { useRouteError } from 'react-router';
import { useSpeech } from '../shared/language.js';
import { useOnline } from '../shared/offline.js';

const lastReload = 'reloaded for a missing part';

/** A page whose part cannot be had any more, after an upgrade, is fetched anew once; what fails again says so. */
export const Broken = () => {
  const { t } = useSpeech();
  const error = useRouteError();
  const online = useOnline();
  const isMissing = error instanceof TypeError && /import|module/i.test(error.message);
  // The part may be there; to fetch the page anew would lose what there is.
  if (isMissing && !online)
    return (
      <main className="sign-in">
        <Alert
          type="warning"
          showIcon
          title={t('没有网络，这一页还没有打开过', 'No network, and this page was not opened before')}
          description={t(
            '填写的内容仍保存在本机。网络恢复后再打开。',
            'What you typed is kept on this device. Open it when the network is back.',
          )}
          action={<Button onClick={() => history.back()}>{t('返回', 'Back')}</Button>}
        />
      </main>
    );
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
