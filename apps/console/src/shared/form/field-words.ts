import type { Bilingual, FormField } from '@daqidi/schemas/operations';

/** Names of fields whose contract says no more than their type. */
const words: Readonly<Record<string, Bilingual>> = {
  accepts: { zh: '是否同意撤回', en: 'Accept' },
  agrees: { zh: '是否同意', en: 'Agree' },
  approves: { zh: '是否同意', en: 'Approve' },
  asksFor: { zh: '表单询问内容', en: 'Asks for' },
  category: { zh: '类别', en: 'Category' },
  code: { zh: '代码', en: 'Code' },
  consents: { zh: '是否同意', en: 'Consent' },
  document: { zh: '委托依据', en: 'Document' },
  effectiveFrom: { zh: '生效日期', en: 'In force from' },
  finding: { zh: '认定', en: 'Finding' },
  form: { zh: '签署方式', en: 'Form' },
  grade: { zh: '难度等级', en: 'Difficulty' },
  ground: { zh: '理由类别', en: 'Ground' },
  hasPetitioner: { zh: '是否有诉求人', en: 'Has a petitioner' },
  kind: { zh: '类型', en: 'Kind' },
  level: { zh: '层级', en: 'Level' },
  machinesOnly: { zh: '仅限机器', en: 'Machines only' },
  means: { zh: '联系方式', en: 'Means' },
  officerIds: { zh: '被反映人', en: 'Accused officials' },
  on: { zh: '日期', en: 'On' },
  outcome: { zh: '办理结论', en: 'Outcome' },
  proposedUnitId: { zh: '建议承办单位', en: 'Proposed unit' },
  reasonableness: { zh: '合理性', en: 'Reasonableness' },
  regionId: { zh: '区划', en: 'Place' },
  relation: { zh: '与诉求人关系', en: 'Relation' },
  reopens: { zh: '是否重新办理', en: 'Reopen' },
  role: { zh: '岗位', en: 'Role' },
  satisfaction: { zh: '满意度', en: 'Satisfaction' },
  setting: { zh: '提出情形', en: 'Setting' },
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

/** What a field is called: the first words that the contract has for it, else ours. */
export const fieldName = ({ name, text }: FormField): Bilingual => {
  const [zh = ''] = text.zh.split(/[,(，（。]/u);
  const known = words[name];
  return { zh: zh || known?.zh || name, en: known?.en ?? spelled(name) };
};
