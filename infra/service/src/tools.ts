import type { Directory } from '@daqidi/directory';
import type { PolicyRules } from '@daqidi/identity';
import type { Clock, Logger, Randomness } from '@daqidi/runtime';
import type { Store } from '@daqidi/store';

/** What a service builds with. */
export interface ServiceTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly rules: PolicyRules;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly lookupSecret: Buffer;
}
