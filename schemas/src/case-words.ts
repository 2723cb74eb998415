import type { Bilingual } from './form.js';
import type { Category, Satisfaction, Stage } from './generated/operations.js';

export type Words<Value extends string> = Readonly<Record<Value, Bilingual>>;

/** In both languages. */
export const words = (zh: string, en: string): Bilingual => ({ zh, en });

export const categoryText: Words<Category> = {
  CONSULTATION: words('咨询', 'Consultation'),
  SUGGESTION: words('建议', 'Suggestion'),
  RESOLUTION: words('求决', 'Resolution'),
  COMPLAINT: words('投诉', 'Complaint'),
};

export const satisfactionText: Words<Satisfaction> = {
  VERY_SATISFIED: words('非常满意', 'Very satisfied'),
  SATISFIED: words('满意', 'Satisfied'),
  DISSATISFIED: words('不满意', 'Dissatisfied'),
};

export const stageText: Words<Stage> = {
  SUBMITTED: words('已提交', 'Submitted'),
  SCREENING: words('初审中', 'First review'),
  ASSESSING: words('复核中', 'Second review'),
  DISMISSED: words('不予受理', 'Not taken on'),
  CONTESTED: words('异议处理中', 'Contested'),
  ASSIGNING: words('待交办', 'To be assigned'),
  ASSIGNED: words('待签收', 'To be taken'),
  HANDLING: words('办理中', 'In hand'),
  SIGNING_OFF: words('会签中', 'Being signed'),
  SEALING: words('封卷中', 'Being sealed'),
  CLOSED: words('已办结', 'Closed'),
  WITHDRAWN: words('已撤回', 'Withdrawn'),
};
