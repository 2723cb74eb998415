import type { Language } from '@daqidi/app-kit';
import type { Bilingual, FormField, MutationForm } from '@daqidi/schemas/operations';
import { englishHelp, englishPurpose } from './help-words.js';
import { policyWords } from './policy-words.js';

/** Names of fields whose contract says no more than their type. */
const words: Readonly<Record<string, Bilingual>> = {
  ...policyWords,
  accepts: { zh: '是否同意', en: 'Accept' },
  grants: { zh: '是否同意', en: 'Grant' },
  upholds: { zh: '异议是否成立', en: 'Uphold' },
  agrees: { zh: '是否同意', en: 'Agree' },
  approves: { zh: '是否同意', en: 'Approve' },
  asksFor: { zh: '表单询问内容', en: 'Asks for' },
  category: { zh: '类别', en: 'Category' },
  channel: { zh: '来源渠道', en: 'Channel' },
  code: { zh: '代码', en: 'Code' },
  consents: { zh: '是否同意', en: 'Consent' },
  columns: { zh: '导出列', en: 'Columns' },
  coordinates: { zh: '经纬度', en: 'Coordinates' },
  decision: { zh: '提请事项', en: 'What is proposed' },
  document: { zh: '委托依据', en: 'Document' },
  effectiveFrom: { zh: '生效日期', en: 'In force from' },
  finding: { zh: '认定', en: 'Finding' },
  format: { zh: '文件格式', en: 'Format' },
  form: { zh: '签署方式', en: 'Form' },
  grade: { zh: '难度等级', en: 'Difficulty' },
  ground: { zh: '理由类别', en: 'Ground' },
  hasPetitioner: { zh: '是否有诉求人', en: 'Has a petitioner' },
  kind: { zh: '类型', en: 'Kind' },
  level: { zh: '层级', en: 'Level' },
  machinesOnly: { zh: '仅限机器', en: 'Machines only' },
  means: { zh: '联系方式', en: 'Means' },
  name: { zh: '姓名', en: 'Name' },
  officerIds: { zh: '被反映人', en: 'Accused officials' },
  on: { zh: '日期', en: 'On' },
  outcome: { zh: '办理结论', en: 'Outcome' },
  place: { zh: '发生地点', en: 'Place' },
  proposedUnitId: { zh: '建议承办单位', en: 'Proposed unit' },
  reasonableness: { zh: '合理性', en: 'Reasonableness' },
  regionId: { zh: '区划', en: 'Place' },
  parentRegionId: { zh: '上级区划', en: 'Lies in' },
  successorIds: { zh: '承接单位', en: 'Who takes over' },
  successorRegionIds: { zh: '承接区划', en: 'Who takes over' },
  relation: { zh: '与诉求人关系', en: 'Relation' },
  reopens: { zh: '是否重新办理', en: 'Reopen' },
  role: { zh: '岗位', en: 'Role' },
  satisfaction: { zh: '满意度', en: 'Satisfaction' },
  setting: { zh: '提出情形', en: 'Setting' },
  step: { zh: '步骤', en: 'Step' },
  subject: { zh: '内容分类', en: 'Subject' },
  track: { zh: '督办方', en: 'Track' },
  unitId: { zh: '单位', en: 'Unit' },
  unitIds: { zh: '被反映单位', en: 'Accused units' },
  usedBy: { zh: '可使用的角色', en: 'Used by' },
  validFrom: { zh: '起始日期', en: 'From' },
  year: { zh: '年份', en: 'Year' },
};

/** `proposedUnitId` → `Proposed unit`. */
const spelled = (name: string): string =>
  name
    .replace(/Ids?$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase());

/** The contract's Chinese: the first words are the name, what follows them is help; a short bracket belongs to the name. */
const chinese = ({ text }: FormField): readonly [string, string] => {
  const [, name = '', help = ''] = /^((?:[^,(，（。;]|[(（][^)）]{1,4}[)）])*)[,，。;]?(.*)$/u.exec(text.zh) ?? [];
  // That it may be left out, the form says itself.
  return [name.replace(/[(（](?:可选|选填)[)）]$/u, ''), help];
};

/** What a field is called: by the contract, else by us. */
export const fieldName = (field: FormField): Bilingual => {
  const known = words[field.name];
  return { zh: chinese(field)[0] || known?.zh || field.name, en: known?.en ?? spelled(field.name) };
};

/** What anybody understands: short, and without the names of things in a program. */
const isPlain = (sentence: string): boolean => sentence.length <= 70 && !/[A-Z]{3,}|[`<>]/.test(sentence);

const bounds = /\d[\d,]* to \d[\d,]* characters/;

const english = ({ name, text: { en } }: FormField): string => {
  const said = englishHelp[name] ?? (isPlain(en) ? en : '');
  const [length] = bounds.exec(en) ?? [];
  if (length === undefined || said.includes(length)) return said;
  return said === '' ? length : `${said}; ${length}`;
};

/** What is said of a field beyond its name; each language for itself. */
export const fieldHelp = (field: FormField, language: Language): string =>
  language === 'zh' ? chinese(field)[1] : english(field);

/** What a form is for, where its name does not say it; each language for itself. */
export const formPurpose = ({ mutation, text }: MutationForm, language: Language): string => {
  if (language === 'zh') return text.zh;
  const [first = ''] = text.en.split(/[.;:](?:\s|$)/u);
  return englishPurpose[mutation] ?? (isPlain(first) ? first : '');
};
