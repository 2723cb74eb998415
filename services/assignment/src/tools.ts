import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';
import type { ClosingTerms } from './seed/closing-terms.js';
import type { PauseGround } from './seed/pause-grounds.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
  readonly closingTerms: ClosingTerms;
  readonly pauseGrounds: readonly PauseGround[];
}
