import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';
import type { ClosingTerms } from './seed/closing-terms.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
  readonly closingTerms: ClosingTerms;
}
