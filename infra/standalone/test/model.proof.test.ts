// Promise: whatever several people do with a few appeals, legal or not, in whatever order, the platform answers as a small model
// written from the domain page and the procedure says, and shows everybody in the end what the model says they see. MODEL_RUNS says
// how many stories are played; SEED and MODEL_PATH have a failure again.
import { numberOfSeed, shareOf, useSeed } from '@daqidi/testing';
import { playStories } from './support/model/model-world.js';

const runs = Number(process.env.MODEL_RUNS ?? shareOf(100));
const { text } = useSeed();
const seed = numberOfSeed(text);
const path = process.env.MODEL_PATH;

const counted = (met: Readonly<Record<string, number>>): string =>
  Object.entries(met)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');

test(
  `${runs} stories (SEED=${text})`,
  async () => {
    const began = performance.now();
    const { story, report, tally, runs: played } = await playStories({ runs, seed, ...(path === undefined ? {} : { path }) });
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(`# ${played} stories in ${seconds.toFixed(0)} s\n# accepted: ${counted(tally.accepted)}\n`);
    process.stdout.write(`# refused: ${counted(tally.refused)}\n`);
    expect(story, report).toBeNull();
  },
  120_000 + runs * 3_000,
);
