import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';
import type { Subjects } from './seed/subjects.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
  readonly subjects: Subjects;
}
