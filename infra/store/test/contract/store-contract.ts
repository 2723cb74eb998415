import { startAhead } from './ahead.js';
import { deadLetterChecks } from './dead-letters.js';
import { indexChecks } from './indexes.js';
import { provisionalChecks } from './provisional.js';
import { publishingChecks } from './publishing.js';
import { queryingChecks } from './querying.js';
import { reactingChecks } from './reacting.js';
import { requestChecks } from './requests.js';
import { revisitingChecks } from './revisiting.js';
import { rowChecks } from './rows.js';
import { savingChecks } from './saving.js';
import { seeingChecks } from './seeing.js';
import { type StoreParts, withWorld } from './store-support.js';
import { timingChecks } from './timing.js';
import { vaultChecks } from './vault.js';

export type { StoreBinding, StoreParts } from './store-support.js';

export interface StoreCheck {
  readonly name: string;
  run(parts: StoreParts): Promise<void>;
}

export const storeChecks: readonly StoreCheck[] = Object.entries({
  ...savingChecks,
  ...requestChecks,
  ...publishingChecks,
  ...reactingChecks,
  ...revisitingChecks,
  ...timingChecks,
  ...seeingChecks,
  ...queryingChecks,
  ...rowChecks,
  ...vaultChecks,
  ...provisionalChecks,
  ...deadLetterChecks,
  ...indexChecks,
}).map(([name, body]) => ({
  name,
  run: (parts) => withWorld(parts, body),
}));

/** The promises of the store, on any binding. */
export const storeContract = (name: string, parts: StoreParts): void => {
  describe(name, () => {
    const outcomeOf = startAhead(
      storeChecks.map((check) => () => check.run(parts)),
      4,
    );
    for (const [index, { name: promise }] of storeChecks.entries()) test(promise, () => outcomeOf(index), 60_000);
  });
};
