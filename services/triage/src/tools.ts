import type { ServiceTools } from '@daqidi/service';
import type { Cases } from './model.js';
import type { Subjects } from './subjects.js';

export interface Tools extends ServiceTools {
  readonly cases: Cases;
  readonly subjects: Subjects;
}
