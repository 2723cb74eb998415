// Whether the time that a wrong query code takes tells which unified codes exist. Existing and missing codes in turns that are drawn,
// one call at a time, each with a query code that is wrong: median milliseconds, and the chance that a call for an existing code takes
// longer than one for a missing code (AUC; 0.5 is a coin).
//   npm run bench -- query-code [--samples 4000] [--cases 200]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomInteger, systemRandomness } from '@daqidi/runtime';
import { SubmitAppealDocument, TimelineByCodeDocument } from '@daqidi/schemas/operations';
import { demoPlace } from '@daqidi/standalone';
import { machine, median, print, round } from './support/figures.mjs';
import { createHttpClient } from './support/http-client.mjs';
import { runName, tokensOf } from './support/life-cycles.mjs';
import { drained, startPlatform } from './support/platform-process.mjs';

const { values } = parseArgs({
  options: { samples: { type: 'string', default: '4000' }, cases: { type: 'string', default: '200' } },
});
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const below = (bound) => randomInteger(systemRandomness, bound);
const oneOf = (list) => list[below(list.length)];

/** ISO 7064 MOD 37,36: anybody can make codes whose form is right. */
const checkCharacter = (text) => {
  const product = [...text].reduce((before, character) => (((before + alphabet.indexOf(character)) % 36 || 36) * 2) % 37, 36);
  return alphabet.charAt((37 - product) % 36);
};
const missing = (existing) => {
  const [district, day] = existing.split('-');
  const number = String(below(10_000_000)).padStart(7, '0');
  return `${district}-${day}-${number}-${checkCharacter(`${district}${day}${number}`)}`;
};
const wrongQueryCode = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => oneOf('0123456789ABCDEFGHJKMNPQRSTVWXYZ')).join('')).join('-');

/** Mann and Whitney: how often the one is larger than the other, ties by half. */
const auc = (larger, smaller) => {
  const sorted = smaller.toSorted((left, right) => left - right);
  const rank = (value, orEqual) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = larger.reduce((total, value) => total + (rank(value, false) + rank(value, true)) / 2, 0);
  return wins / (larger.length * smaller.length);
};

const directory = await mkdtemp(join(tmpdir(), 'daqidi-query-code-'));
const platform = await startPlatform({ directory });
const client = createHttpClient({ url: platform.url, token: await tokensOf(platform.secrets), connections: 1 });
const codes = [];
for (let number = 0; number < Number(values.cases); number += 1) {
  const input = {
    requestId: runName('coded'),
    channel: 'MINI_PROGRAM',
    regionId: demoPlace.village,
    text: '路灯坏了',
  };
  const { submitAppeal } = await client.ask({ sub: `petitioner-${number}`, kind: 'PETITIONER' }, SubmitAppealDocument, { input });
  codes.push(submitAppeal.receipt.unifiedCode);
}
await drained([platform.url]);

const anybody = { sub: 'petitioner-0', kind: 'PETITIONER' };
const times = { existing: [], missing: [], again: [] };
const warmup = 500;
for (let sample = -warmup; sample < Number(values.samples) * 3; sample += 1) {
  const kind = oneOf(['existing', 'missing', 'again']);
  const unifiedCode = kind === 'existing' ? oneOf(codes) : missing(oneOf(codes));
  const began = performance.now();
  const { timelineByCode } = await client.ask(anybody, TimelineByCodeDocument, { unifiedCode, queryCode: wrongQueryCode() });
  if (sample >= 0) times[kind].push(performance.now() - began);
  if (timelineByCode !== null) throw new Error('a wrong code was answered');
}
await client.close();
await platform.stop();
await rm(directory, { recursive: true, force: true });
print({
  ...machine(),
  samples: times.existing.length + times.missing.length,
  medianMilliseconds: { existing: round(median(times.existing), 3), missing: round(median(times.missing), 3) },
  auc: round(auc(times.existing, times.missing), 3),
  // What two halves of the very same calls give: the noise of the measurement.
  aucOfMissingAgainstMissing: round(auc(times.again, times.missing), 3),
});
