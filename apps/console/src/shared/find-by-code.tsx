import { FindAppealDocument } from '@daqidi/schemas/operations';
import { App, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSpeech } from './language.js';
import { asRefusal } from './refusal.js';
import { useTools } from './tools.js';

/** Goes to the appeal of a unified code, however it is typed. */
export const FindByCode = () => {
  const { t, say } = useSpeech();
  const { client } = useTools();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const find = async (unifiedCode: string): Promise<void> => {
    if (unifiedCode.trim() === '') return;
    setBusy(true);
    try {
      const { data } = await client.ask(FindAppealDocument, { unifiedCode });
      if (data.appealByUnifiedCode === null)
        message.warning(t('没有您可以查看的该编码诉求', 'There is no such case that you may see'));
      else navigate(`/cases/${data.appealByUnifiedCode.id}`);
    } catch (error) {
      message.error(say(asRefusal(error).text));
    } finally {
      setBusy(false);
    }
  };
  return (
    <search>
      <form onSubmit={(event) => event.preventDefault()}>
        <Input.Search
          aria-label={t('按统一编码查询', 'Find by code')}
          placeholder={t('统一编码', 'Case code')}
          loading={isBusy}
          onSearch={(code) => void find(code)}
        />
      </form>
    </search>
  );
};
