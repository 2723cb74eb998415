import { isOnline, watchOnline } from '@daqidi/app-kit';
import { useSyncExternalStore } from 'react';
import { useSpeech } from './language.js';

export const useOnline = (): boolean => useSyncExternalStore(watchOnline, isOnline);

/** That there is no network, and what becomes of what is typed meanwhile. */
export const Offline = () => {
  const { t } = useSpeech();
  if (useOnline()) return null;
  return (
    <div className="updates" role="status">
      {t(
        '没有网络：可继续查看已打开的内容和填写，填写的内容保存在本机，网络恢复后再提交。',
        'No network: read on in what is open, and write. What you type stays on this device; send it when the network is back.',
      )}
    </div>
  );
};
