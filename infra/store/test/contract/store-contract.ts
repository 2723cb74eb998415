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
import { type Checks, type StoreParts, withWorld } from './store-support.js';
import { timingChecks } from './timing.js';
import { vaultChecks } from './vault.js';

export type { StoreBinding, StoreParts } from './store-support.js';

export interface StoreCheck {
  readonly name: string;
  run(parts: StoreParts): Promise<void>;
}

const checksOf = (bodies: Checks): readonly StoreCheck[] =>
  Object.entries(bodies).map(([name, body]) => ({ name, run: (parts) => withWorld(parts, body) }));

/** What nothing works without: what was accepted is there, once, and is published and applied. */
export const coreChecks = checksOf({ ...savingChecks, ...requestChecks, ...publishingChecks, ...reactingChecks });

export const storeChecks: readonly StoreCheck[] = [
  ...coreChecks,
  ...checksOf({
    ...revisitingChecks,
    ...timingChecks,
    ...seeingChecks,
    ...queryingChecks,
    ...rowChecks,
    ...vaultChecks,
    ...provisionalChecks,
    ...deadLetterChecks,
    ...indexChecks,
  }),
];

/** The promises of the store, on any binding; all of them, unless told. */
export const storeContract = (name: string, parts: StoreParts, checks: readonly StoreCheck[] = storeChecks): void => {
  describe(name, () => {
    const outcomeOf = startAhead(
      checks.map((check) => () => check.run(parts)),
      4,
    );
    for (const [index, { name: promise }] of checks.entries()) test(promise, () => outcomeOf(index), 60_000);
  });
};
