import { type CaseFilter, type ExportColumn, RequestExportDocument, RequestExportForm } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import type { CaseColumn } from '../../shared/case/case-table.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';

/** What of the table is in a file too; names of officers are not. */
const columnOf: Readonly<Record<CaseColumn, ExportColumn | null>> = {
  code: 'CODE',
  stage: 'STAGE',
  category: 'CATEGORY',
  region: 'REGION',
  unit: 'UNIT',
  handler: null,
  submittedAt: 'SUBMITTED_AT',
  dueAt: 'DUE_AT',
  stageAt: 'STAGE_AT',
  subject: 'SUBJECT',
  round: 'ROUND',
  satisfaction: 'SATISFACTION',
  tags: 'TAGS',
};

/** Asks for a file of what the filter shows, with the columns that are shown unless others are chosen. */
export const ExportRows = ({ filter, shown }: { readonly filter: CaseFilter; readonly shown: readonly CaseColumn[] }) => {
  const { t, language } = useSpeech();
  const mayExport = useMayEver(RequestExportForm);
  if (!mayExport) return null;
  const columns = shown.flatMap((name) => columnOf[name] ?? []);
  return (
    <>
      <FormButton
        form={RequestExportForm}
        operation={RequestExportDocument as never}
        known={{ filter, language: language === 'zh' ? 'ZH' : 'EN' }}
        about={`export ${JSON.stringify(filter)}`}
        start={{ columns, format: 'XLSX' }}
      />
      <Link to="/exports">{t('我的导出', 'My exports')}</Link>
    </>
  );
};
