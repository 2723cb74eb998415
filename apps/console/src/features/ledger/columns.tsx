import { Button, Checkbox, Popover } from 'antd';
import { useState } from 'react';
import { type CaseColumn, useCaseColumnNames, usualColumns } from '../../shared/case/case-table.js';
import { useSpeech } from '../../shared/language.js';
import { useTools } from '../../shared/tools.js';

const name = 'ledger columns';

/** Which columns this person wants to see, kept on this machine. */
export const useShownColumns = (): readonly [readonly CaseColumn[], (shown: readonly CaseColumn[]) => void] => {
  const { drafts } = useTools();
  const [shown, setShown] = useState<readonly CaseColumn[]>(() => drafts.read<readonly CaseColumn[]>(name) ?? usualColumns);
  return [
    shown,
    (chosen) => {
      drafts.keep(name, chosen);
      setShown(chosen);
    },
  ];
};

export const ColumnChoice = ({
  shown,
  onChange,
}: {
  readonly shown: readonly CaseColumn[];
  onChange(shown: readonly CaseColumn[]): void;
}) => {
  const { t } = useSpeech();
  const columns = useCaseColumnNames();
  return (
    <Popover
      trigger="click"
      content={
        <Checkbox.Group
          className="stack"
          value={[...shown]}
          onChange={(chosen) => onChange(chosen as CaseColumn[])}
          options={columns.map(({ name: value, head }) => ({ value, label: head, disabled: value === 'code' }))}
        />
      }
    >
      <Button>{t('显示列', 'Columns')}</Button>
    </Popover>
  );
};
