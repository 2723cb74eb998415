// The contract goes red on every store that breaks a promise: each saboteur is caught by a check made for it.
import { type StoreParts, storeChecks } from './contract/store-contract.js';
import {
  armingLater,
  clearingBeforeTheAnswer,
  clearingTheMark,
  clearingWhatIsNew,
  countingEverything,
  eventsBeforeState,
  forgettingApplied,
  forgettingBarred,
  forgettingIdempotencyKeys,
  ignoringRequests,
  movingVersion,
  publishingOnlyOnesOwn,
  savingUnguarded,
  sealingNothing,
  sweepingUnguarded,
} from './saboteurs/stores.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

/** A check that a broken store leaves waiting for ever is as red as one that fails. */
const patience = 15_000;
const within = async (run: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), patience);
  });
  await Promise.race([run, late]).finally(() => clearTimeout(timer));
};

/** Runs the checks so named, each on a database of its own. Answers the names of those that went red. */
const red = async (sabotage: Omit<StoreParts, 'openBinding'>, named: RegExp): Promise<readonly string[]> => {
  const failed: string[] = [];
  const waiting = storeChecks.filter(({ name }) => named.test(name));
  expect(waiting.length, `no check is named ${named}`).toBeGreaterThan(0);
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      try {
        await within(check.run({ openBinding: openEmbeddedBinding, ...sabotage }));
      } catch {
        failed.push(check.name);
      }
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return failed;
};

const saboteurs: readonly (readonly [string, Omit<StoreParts, 'openBinding'>, RegExp])[] = [
  ['clear before the answer', clearingBeforeTheAnswer, /broker has not given clears nothing/],
  ["publish only one's own event", publishingOnlyOnesOwn, /the sweep sends all of it later/],
  ['applied forgotten on restart', forgettingApplied, /remembered by the next process/],
  ['clock armed in a second write', armingLater, /each write holds state, events, clocks/],
  ['events in a write before the state', eventsBeforeState, /each write holds state, events, clocks/],
  ['save without guard', savingUnguarded, /exactly one wins/],
  ['version moved by reactions', movingVersion, /move rev, never version/],
  ['request memory ignored', ignoringRequests, /same request again gets its first outcome/],
  ['idempotency keys forgotten', forgettingIdempotencyKeys, /found by its idempotency key/],
  ['scope dropped on count', countingEverything, /every way of reading/],
  ['barred forgotten by id', forgettingBarred, /every way of reading/],
  ['mark of what waits cleared', clearingTheMark, /keeps its mark/],
  ['new events cleared with the next save', clearingWhatIsNew, /each write holds state, events, clocks/],
  ['texts kept open', sealingNothing, /shows no text/],
  ['texts swept while they are kept again', sweepingUnguarded, /keeps a text again while it is swept/],
];

for (const [name, sabotage, expected] of saboteurs) {
  test(`store saboteur: ${name}`, async () => {
    const failed = await red(sabotage, expected);
    expect(failed.length, `all are green of ${expected}`).toBeGreaterThan(0);
    process.stdout.write(`# ${name}: red are ${failed.join(' | ')}\n`);
  }, 120_000);
}

test('control: the honest store is green with the same patience', async () => {
  expect(await red({}, /./)).toStrictEqual([]);
}, 300_000);
