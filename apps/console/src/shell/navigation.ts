import {
  type Bilingual,
  CountersignForm,
  FillPetitionerSlotForm,
  PassScreeningForm,
  RecordOpinionForm,
  SubmitAppealForm,
} from '@daqidi/schemas/operations';

export interface NavigationItem {
  readonly to: string;
  readonly text: Bilingual;
  /** For whom it is offered; everybody in office where absent. What may be read there is the platform's to say. */
  readonly roles?: readonly string[];
}

export const navigation: readonly NavigationItem[] = [
  { to: '/', text: { zh: '工作台', en: 'Desk' } },
  { to: '/take-in', text: { zh: '录入诉求', en: 'Take in' }, roles: SubmitAppealForm.roles },
  { to: '/cases', text: { zh: '诉求台账', en: 'Cases' } },
  { to: '/books', text: { zh: '三级台账', en: 'Ledgers' } },
  { to: '/review', text: { zh: '甄别', en: 'Review' }, roles: [...PassScreeningForm.roles, ...RecordOpinionForm.roles] },
  { to: '/countersign', text: { zh: '会签', en: 'Signing' }, roles: [...CountersignForm.roles, ...FillPetitionerSlotForm.roles] },
  { to: '/orders', text: { zh: '督办', en: 'Supervision' } },
  { to: '/figures', text: { zh: '统计', en: 'Figures' } },
  { to: '/knowledge', text: { zh: '知识库', en: 'Knowledge' } },
  { to: '/publications', text: { zh: '结果公开', en: 'Publications' } },
  { to: '/suggestions', text: { zh: '民生建议', en: 'Suggestions' } },
  { to: '/directory', text: { zh: '机构与政策', en: 'Directory' } },
  { to: '/audit', text: { zh: '审计', en: 'Audit' }, roles: ['ADMIN', 'AUDITOR', 'DISCIPLINE_INSPECTOR'] },
];
