// The contract suites go red on every implementation that breaks a promise: each saboteur is caught by a check made for it.
import { createConsumer } from '../src/index.js';
import { busChecks, type MakeBus } from './contract/bus-contract.js';
import { type ConsumerParts, consumerChecks } from './contract/consumer-contract.js';
import {
  answeringBeforeDurable,
  forgettingOffsets,
  offsetBeforeEffect,
  publishingOutOfOrder,
  swallowingFailures,
} from './saboteurs/buses.js';
import {
  forgetful,
  keepingLater,
  lookingOnce,
  neverWaiting,
  openingTooEarly,
  overtaking,
  swallowing,
} from './saboteurs/consumers.js';
import { makeEmbeddedBus } from './support/embedded-harness.js';

process.env.CONTRACT_PATIENCE = '1500';

/** Each run is a fresh one. Answers the names of the checks that went red. */
const red = async (checks: readonly { readonly name: string; run(): Promise<void> }[]): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const { name, run } of checks) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
};

const busSaboteurs: readonly (readonly [string, (makeBus: MakeBus) => MakeBus, RegExp])[] = [
  ['offset before effect', offsetBeforeEffect, /offset moves only after the record is taken/],
  ['failures swallowed', swallowingFailures, /comes again before later ones/],
  ['answered before durable', answeringBeforeDurable, /durable before the answer/],
  ['published out of order', publishingOutOfOrder, /order is kept per key/],
  ['offsets forgotten', forgettingOffsets, /goes on where it was/],
];

for (const [name, sabotage, expected] of busSaboteurs) {
  test(`bus saboteur: ${name}`, async () => {
    const failed = await red(busChecks.map((check) => ({ name: check.name, run: () => check.run(sabotage(makeEmbeddedBus)) })));
    expect(
      failed.some((check) => expected.test(check)),
      `red were: ${failed.join(' | ') || 'none'}`,
    ).toBe(true);
    process.stdout.write(`# ${name}: ${failed.length} of ${busChecks.length} red\n`);
  }, 240_000);
}

const honest: ConsumerParts = { makeBus: makeEmbeddedBus, createConsumer };

const consumerSaboteurs: readonly (readonly [string, ConsumerParts, RegExp])[] = [
  ['offset before effect', { ...honest, makeBus: offsetBeforeEffect(makeEmbeddedBus) }, /offset moves after the effect/],
  ['publish before durable', { ...honest, makeBus: answeringBeforeDurable(makeEmbeddedBus) }, /./],
  ['later event overtakes', { ...honest, createConsumer: overtaking }, /sets its stream aside, in order/],
  ['failures swallowed', { ...honest, createConsumer: swallowing }, /sets its stream aside, in order/],
  ['dead letters forgotten', { ...honest, deadLettersFor: forgetful }, /restart remembers/],
  ['hand-over unnoticed', { ...honest, createConsumer: lookingOnce(createConsumer) }, /takes over a partition/],
  ['dead letters answered before kept', { ...honest, deadLettersFor: keepingLater }, /dead letter is durable/],
  [
    'transient errors set aside',
    { ...honest, createConsumer: neverWaiting(createConsumer) },
    /transient errors set nothing aside/,
  ],
  ['redrive opens too early', { ...honest, createConsumer: openingTooEarly(createConsumer) }, /arrives while a redrive runs/],
];

for (const [name, parts, expected] of consumerSaboteurs) {
  test(`consumer saboteur: ${name}`, async () => {
    const failed = await red(consumerChecks.map((check) => ({ name: check.name, run: () => check.run(parts) })));
    expect(
      failed.some((check) => expected.test(check)),
      `red were: ${failed.join(' | ') || 'none'}`,
    ).toBe(true);
    process.stdout.write(`# ${name}: ${failed.length} of ${consumerChecks.length} red\n`);
  }, 240_000);
}

test('control: the honest implementation is green with the same patience', async () => {
  expect(await red(busChecks.map((check) => ({ name: check.name, run: () => check.run(makeEmbeddedBus) })))).toStrictEqual([]);
  expect(await red(consumerChecks.map((check) => ({ name: check.name, run: () => check.run(honest) })))).toStrictEqual([]);
}, 240_000);
