import { categoryText } from '@daqidi/app-kit';
import type { ListCasesQuery } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useSpeech } from './language.js';
import { Due, StageTag } from './stage-tag.js';

export type CaseLine = ListCasesQuery['cases']['edges'][number]['node'];

/** Cases as a table at a desk, as cards on a phone. */
export const CaseTable = ({ cases, label }: { readonly cases: readonly CaseLine[]; readonly label: string }) => {
  const { t, say, at } = useSpeech();
  const heads = {
    code: t('统一编码', 'Code'),
    stage: t('环节', 'Stage'),
    category: t('类别', 'Category'),
    region: t('区划', 'Place'),
    unit: t('承办单位', 'Unit'),
    handler: t('经办人', 'Handler'),
    submitted: t('提交时间', 'Submitted'),
    due: t('期限', 'Due'),
  };
  return (
    <table className="cases" aria-label={label}>
      <thead>
        <tr>
          {Object.values(heads).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cases.map((each) => (
          <tr key={each.id}>
            <td data-label={heads.code}>
              <Link to={`/cases/${each.id}`}>{each.unifiedCode}</Link>
            </td>
            <td data-label={heads.stage}>
              <StageTag stage={each.stage} />
            </td>
            <td data-label={heads.category}>{each.category === null ? '—' : say(categoryText[each.category])}</td>
            <td data-label={heads.region}>{each.region.name}</td>
            <td data-label={heads.unit}>{each.unit?.name ?? '—'}</td>
            <td data-label={heads.handler}>{each.handler?.name ?? '—'}</td>
            <td data-label={heads.submitted}>{at(each.submittedAt)}</td>
            <td data-label={heads.due}>
              <Due dueAt={each.dueAt} overdue={each.overdue} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
