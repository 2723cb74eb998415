import { FindAppealDocument } from '@daqidi/schemas/operations';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useAsk } from './ask.js';
import { useSpeech } from './language.js';
import type { PickerProps } from './pickers.js';

/** Letters and digits of a unified code. */
const whole = 22;

/** Another case, by its unified code, however that is typed: nobody knows ids. */
export const CasePicker = ({ id, value, onChange }: PickerProps) => {
  const { t, at } = useSpeech();
  const [typed, setTyped] = useState('');
  const isWhole = typed.replaceAll(/[^\p{L}\p{N}]/gu, '').length === whole;
  const query = useAsk(FindAppealDocument, { unifiedCode: typed }, { enabled: isWhole });
  const found = isWhole && !query.isFetching ? (query.data?.data.appealByUnifiedCode ?? null) : null;
  const foundId = found?.id;
  useEffect(() => {
    if (foundId !== value) onChange?.(foundId);
  }, [foundId, value, onChange]);
  return (
    <div>
      <Input
        {...(id !== undefined && { id })}
        value={typed}
        placeholder={t('统一编码', 'Case code')}
        onChange={({ target }) => setTyped(target.value)}
      />
      <span role="status" className="muted">
        {found !== null && `${found.unifiedCode} · ${at(found.submittedAt)}`}
        {isWhole &&
          found === null &&
          !query.isFetching &&
          t('没有您可以查看的该编码诉求', 'There is no such case that you may see')}
      </span>
    </div>
  );
};
