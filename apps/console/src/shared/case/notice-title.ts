import { noticeKindText } from '@daqidi/app-kit';
import type { Bilingual } from '@daqidi/schemas/operations';
import type { Case } from './case.js';

/** What a notice is about: the step that it tells of, else its kind. */
export const noticeTitle = ({ kind, stepZh, stepEn }: Pick<Case['notices'][number], 'kind' | 'stepZh' | 'stepEn'>): Bilingual =>
  stepZh === null || stepEn === null ? noticeKindText[kind] : { zh: stepZh, en: stepEn };
