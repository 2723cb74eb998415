import { categoryText } from '@daqidi/app-kit';
import type { ListCasesQuery } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useSpeech } from '../language.js';
import { Rows } from '../rows.js';
import { Due, StageTag } from '../stage-tag.js';

type CaseLine = ListCasesQuery['cases']['edges'][number]['node'];

export const CaseTable = ({ cases, label }: { readonly cases: readonly CaseLine[]; readonly label: string }) => {
  const { t, say, at } = useSpeech();
  return (
    <Rows
      label={label}
      rows={cases}
      keyOf={({ id }) => id}
      columns={[
        { head: t('统一编码', 'Code'), cell: ({ id, unifiedCode }) => <Link to={`/cases/${id}`}>{unifiedCode}</Link> },
        { head: t('环节', 'Stage'), cell: ({ stage }) => <StageTag stage={stage} /> },
        { head: t('类别', 'Category'), cell: ({ category }) => category && say(categoryText[category]) },
        { head: t('区划', 'Place'), cell: ({ region }) => region.name },
        { head: t('承办单位', 'Unit'), cell: ({ unit }) => unit?.name },
        { head: t('经办人', 'Handler'), cell: ({ handler }) => handler?.name },
        { head: t('提交时间', 'Submitted'), cell: ({ submittedAt }) => at(submittedAt) },
        { head: t('期限', 'Due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
      ]}
    />
  );
};
