// Promise: the stories of the model find a platform that breaks a promise, and tell how in a few lines.
import { invariant } from '@daqidi/testing';
import { numberOfSeed } from './support/chaos/seed.js';
import { playStories } from './support/model/model-world.js';
import { saboteurs } from './support/model/saboteurs.js';

const text = process.env.SEED ?? '20261124';
const seed = numberOfSeed(text);
const enough = 60;
/** From handing in to the main leader’s signature it takes ten; shortening stops before it is through. */
const fewLines = 20;

for (const [name, around] of Object.entries(saboteurs)) {
  test(`it is found that ${name} (SEED=${text})`, async () => {
    const { story, report } = await playStories({ runs: enough, seed }, around);
    invariant(story !== null, `in ${enough} stories it was not found that ${name}`);
    process.stdout.write(`# ${name}:\n${story.map((line) => `#   ${line}\n`).join('')}`);
    expect(story.length, `the story is too long:\n${report}`).toBeLessThanOrEqual(fewLines);
  }, 600_000);
}
