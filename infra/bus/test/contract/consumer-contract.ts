import { applyingChecks } from './consumer-applying.js';
import { deadLetterChecks } from './consumer-dead-letters.js';
import { type ConsumerCheck, type ConsumerParts, withWorld } from './consumer-support.js';

export type { ConsumerParts } from './consumer-support.js';

export const consumerChecks: readonly ConsumerCheck[] = Object.entries({ ...applyingChecks, ...deadLetterChecks }).map(
  ([name, body]) => ({
    name,
    run: (parts) => withWorld(parts, body),
  }),
);

export const consumerContract = (name: string, parts: ConsumerParts): void => {
  for (const check of consumerChecks) test(`${name}: ${check.name}`, () => check.run(parts), 60_000);
};
