import type { ServiceTools } from '@daqidi/service';
import type { ScoreRows } from './model.js';

export interface Tools extends ServiceTools {
  readonly scores: ScoreRows;
}
