import type { Directory } from '@daqidi/directory';
import type { Files } from '@daqidi/files';
import type { PolicyRules } from '@daqidi/identity';
import type { Clock, DaqidiError, Logger, Randomness } from '@daqidi/runtime';
import type { Store } from '@daqidi/store';
import type { Notifier } from './notifier.js';

/** What a service builds with. */
export interface ServiceTools {
  readonly store: Store;
  readonly files: Files;
  readonly directory: Directory;
  readonly rules: PolicyRules;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly lookupSecret: Buffer;
  readonly notifier: Notifier;
  /** RULE_VIOLATION, by the name of the rule in schemas/policy/procedure.json; with the field of the input that it is about. */
  refusal(rule: string, field?: string): DaqidiError;
}
