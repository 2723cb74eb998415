import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';
import type { ProofOfWork } from './shared/proof-of-work.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
  readonly proofOfWork: ProofOfWork;
}
