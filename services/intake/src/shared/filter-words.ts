import type { IntakeExportRequestedV1 } from '@daqidi/schemas';
import { type Bilingual, categoryText, satisfactionText, stageText, words } from '@daqidi/schemas/operations';
import { inWords, momentCell, tagNames, type Writing } from './export-columns.js';

type Filter = IntakeExportRequestedV1['filter'];

const names: Readonly<Record<keyof Filter, Bilingual>> = {
  stage: words('环节', 'stage'),
  regionId: words('区划', 'place'),
  unitId: words('承办单位', 'unit'),
  handlerId: words('经办人', 'handler'),
  channel: words('来源渠道', 'channel'),
  category: words('类别', 'category'),
  subject: words('内容分类', 'subject'),
  satisfaction: words('满意度', 'satisfaction'),
  tag: words('分类标注', 'tag'),
  submittedFrom: words('提交时间自', 'submitted from'),
  submittedBefore: words('提交时间早于', 'submitted before'),
  closedFrom: words('办结时间自', 'closed from'),
  closedBefore: words('办结时间早于', 'closed before'),
  dueFrom: words('期限自', 'due from'),
  dueBefore: words('期限早于', 'due before'),
  wasDueFrom: words('已办期限自', 'was due from'),
  wasDueBefore: words('已办期限早于', 'was due before'),
  caughtUpFrom: words('超期补办自', 'caught up from'),
  caughtUpBefore: words('超期补办早于', 'caught up before'),
  overdue: words('已超期', 'overdue'),
  reopened: words('重新办理', 'reopened'),
  mine: words('待我办理', 'waits for me'),
};

const values: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  stage: stageText,
  category: categoryText,
  satisfaction: satisfactionText,
};

const valueIn = (name: string, value: string | boolean, writing: Writing): string => {
  const { directory } = writing.tools;
  const { language } = writing;
  if (typeof value === 'boolean') return inWords(value ? words('是', 'yes') : words('否', 'no'), language);
  const known = values[name]?.[value];
  if (known !== undefined) return inWords(known, language);
  if (name === 'regionId') return directory.region(value)?.name ?? value;
  if (name === 'unitId') return directory.unit(value)?.name ?? value;
  if (name === 'tag') return tagNames([value], writing) || value;
  return /(?:From|Before)$/.test(name) ? (momentCell(value) ?? value) : value;
};

/** A filter as people say it; an empty text where there is none. */
export const filterInWords = (filter: Filter, writing: Writing): string =>
  Object.entries(filter)
    .map(([name, value]) => `${inWords(names[name as keyof Filter], writing.language)} ${valueIn(name, value, writing)}`)
    .join(writing.language === 'ZH' ? '、' : ', ');
