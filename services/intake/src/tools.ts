import type { ServiceTools } from '@daqidi/service';
import type { Model } from './model.js';
import type { PeopleGroup } from './shared/people-groups.js';
import type { ProofOfWork } from './shared/proof-of-work.js';

export interface Tools extends ServiceTools {
  readonly model: Model;
  readonly proofOfWork: ProofOfWork;
  readonly peopleGroups: readonly PeopleGroup[];
}
