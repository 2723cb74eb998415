import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
}
