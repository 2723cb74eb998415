import { readFileSync, writeFileSync } from 'node:fs';

/** Compares with a committed file of test/golden; UPDATE_GOLDEN=1 writes it anew. */
export const matchesGolden = (name: string, actual: unknown, about = name): void => {
  // From .build/infra/standalone/test/support back to the sources.
  const file = new URL(`../../../../../infra/standalone/test/golden/${name}.json`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  expect(actual, about).toStrictEqual(JSON.parse(readFileSync(file, 'utf8')));
};
