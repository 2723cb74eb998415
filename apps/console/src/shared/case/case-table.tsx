import { categoryText, satisfactionText } from '@daqidi/app-kit';
import type { ListCasesQuery } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useSpeech } from '../language.js';
import { type Column, Rows } from '../rows.js';
import { Due, StageTag } from '../stage-tag.js';

type CaseLine = ListCasesQuery['cases']['edges'][number]['node'];

const useColumns = (): readonly (Column<CaseLine> & { readonly name: CaseColumn })[] => {
  const { t, say, at } = useSpeech();
  return [
    { name: 'code', head: t('统一编码', 'Code'), cell: ({ id, unifiedCode }) => <Link to={`/cases/${id}`}>{unifiedCode}</Link> },
    { name: 'stage', head: t('环节', 'Stage'), cell: ({ stage }) => <StageTag stage={stage} /> },
    { name: 'category', head: t('类别', 'Category'), cell: ({ category }) => category && say(categoryText[category]) },
    { name: 'region', head: t('区划', 'Place'), cell: ({ region }) => region.name },
    { name: 'unit', head: t('承办单位', 'Unit'), cell: ({ unit }) => unit?.name },
    { name: 'handler', head: t('经办人', 'Handler'), cell: ({ handler }) => handler?.name },
    { name: 'submittedAt', head: t('提交时间', 'Submitted'), cell: ({ submittedAt }) => at(submittedAt) },
    { name: 'dueAt', head: t('期限', 'Due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
    { name: 'stageAt', head: t('进入环节', 'Since'), cell: ({ stageAt }) => at(stageAt) },
    { name: 'subject', head: t('内容分类', 'Subject'), cell: ({ subject }) => subject },
    {
      name: 'tags',
      head: t('分类标注', 'Tags'),
      cell: ({ tags }) => tags.map(({ nameZh, nameEn }) => t(nameZh, nameEn)).join(t('、', ', ')),
    },
    { name: 'round', head: t('轮次', 'Round'), cell: ({ round }) => round },
    {
      name: 'satisfaction',
      head: t('满意度', 'Satisfaction'),
      cell: ({ satisfaction }) => satisfaction && say(satisfactionText[satisfaction]),
    },
  ];
};

export type CaseColumn =
  | 'code'
  | 'stage'
  | 'category'
  | 'region'
  | 'unit'
  | 'handler'
  | 'submittedAt'
  | 'dueAt'
  | 'stageAt'
  | 'subject'
  | 'tags'
  | 'round'
  | 'satisfaction';

export const usualColumns: readonly CaseColumn[] = [
  'code',
  'stage',
  'category',
  'region',
  'unit',
  'handler',
  'submittedAt',
  'dueAt',
];

/** What may be shown of a case in a list, by what it is called. */
export const useCaseColumnNames = (): readonly { readonly name: CaseColumn; readonly head: string }[] => useColumns();

export const CaseTable = ({
  cases,
  label,
  shown = usualColumns,
}: {
  readonly cases: readonly CaseLine[];
  readonly label: string;
  readonly shown?: readonly CaseColumn[];
}) => {
  const columns = useColumns();
  return <Rows label={label} rows={cases} keyOf={({ id }) => id} columns={columns.filter(({ name }) => shown.includes(name))} />;
};
