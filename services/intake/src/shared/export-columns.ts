import { maskName } from '@daqidi/identity';
import { type Bilingual, categoryText, satisfactionText, stageText, words } from '@daqidi/schemas/operations';
import type { Cell } from '@daqidi/sheets';
import type { ExportColumn, ExportLanguage } from '../generated/schema.js';
import type { CaseDocument } from '../model.js';
import type { Tools } from '../tools.js';
import { tagsIn } from './read-tags.js';

/** A row of the ledger with what is not in it: the petitioner's name, where its reader may know it. */
export interface ExportedCase {
  readonly row: CaseDocument;
  readonly petitioner: string | null;
}

export interface Writing {
  readonly tools: Pick<Tools, 'directory'>;
  readonly language: ExportLanguage;
}

interface Column {
  readonly head: Bilingual;
  cell(exported: ExportedCase, writing: Writing): Cell;
}

export const inWords = (text: Bilingual, language: ExportLanguage): string => (language === 'ZH' ? text.zh : text.en);

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** `YYYY-MM-DD HH:mm` in Asia/Shanghai. */
export const momentCell = (moment: Date | string | null | undefined): string | null =>
  moment ? shanghai.format(new Date(moment)) : null;

/** Tags by their names, as people list them. */
export const tagNames = (codes: readonly string[], { tools, language }: Writing): string =>
  tagsIn(tools, codes)
    .map(({ nameZh, nameEn }) => inWords({ zh: nameZh, en: nameEn }, language))
    .join(language === 'ZH' ? '、' : ', ');

const columns: Readonly<Record<ExportColumn, Column>> = {
  CODE: { head: words('统一编码', 'Code'), cell: ({ row }) => row.parts.submitted?.unifiedCode ?? null },
  STAGE: { head: words('环节', 'Stage'), cell: ({ row }, { language }) => row.stage && inWords(stageText[row.stage], language) },
  CATEGORY: {
    head: words('类别', 'Category'),
    cell: ({ row }, { language }) => row.category && inWords(categoryText[row.category], language),
  },
  REGION: {
    head: words('区划', 'Place'),
    cell: ({ row }, { tools }) => tools.directory.region(row.parts.submitted?.regionId ?? '')?.name ?? null,
  },
  UNIT: {
    head: words('承办单位', 'Unit'),
    cell: ({ row }, { tools }) => (row.unitId === null ? null : (tools.directory.unit(row.unitId)?.name ?? row.unitId)),
  },
  CHANNEL: {
    head: words('来源渠道', 'Channel'),
    cell: ({ row }, { tools, language }) => {
      const known = tools.directory.channel(row.channel ?? '');
      return known === undefined ? row.channel : inWords({ zh: known.nameZh, en: known.nameEn }, language);
    },
  },
  SUBMITTED_AT: { head: words('提交时间', 'Submitted'), cell: ({ row }) => momentCell(row.submittedAt) },
  DUE_AT: { head: words('期限', 'Due'), cell: ({ row }) => momentCell(row.dueAt) },
  STAGE_AT: {
    head: words('进入环节', 'Since'),
    cell: ({ row: { parts } }) => momentCell((parts.assignment ?? parts.triage)?.at ?? parts.submitted?.receivedAt),
  },
  SUBJECT: { head: words('内容分类', 'Subject'), cell: ({ row }) => row.subject },
  ROUND: { head: words('轮次', 'Round'), cell: ({ row }) => row.round },
  SATISFACTION: {
    head: words('满意度', 'Satisfaction'),
    cell: ({ row }, { language }) => row.satisfaction && inWords(satisfactionText[row.satisfaction], language),
  },
  TAGS: {
    head: words('分类标注', 'Tags'),
    cell: ({ row }, writing) => tagNames(row.parts.tags, writing) || null,
  },
  PETITIONER: { head: words('诉求人', 'Petitioner'), cell: ({ petitioner }) => petitioner && maskName(petitioner) },
};

export const headsOf = (named: readonly ExportColumn[], language: ExportLanguage): readonly string[] =>
  named.map((name) => inWords(columns[name].head, language));

export const cellsOf = (named: readonly ExportColumn[], exported: ExportedCase, writing: Writing): readonly Cell[] =>
  named.map((name) => columns[name].cell(exported, writing));
