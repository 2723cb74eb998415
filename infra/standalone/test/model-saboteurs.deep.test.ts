// Promise: the stories of the model find a platform that breaks a promise, and tell how in a few lines.
import { drawShare, invariant, numberOfSeed, useSeed } from '@daqidi/testing';
import { playStories } from './support/model/model-world.js';
import { saboteurs } from './support/model/saboteurs.js';

/** These stories are known to come to every sabotage soon; any others may need more of them. */
const text = process.env.STORIES ?? '20261124';
const seed = numberOfSeed(text);
const enough = 60;
/** From handing in to the main leader’s signature it takes ten; shortening stops before it is through. */
const fewLines = 20;

const { below } = useSeed();

for (const [name, around] of drawShare(Object.entries(saboteurs), below)) {
  test(`it is found that ${name} (STORIES=${text})`, async () => {
    const { story, report } = await playStories({ runs: enough, seed }, around);
    invariant(story !== null, `in ${enough} stories it was not found that ${name}`);
    process.stdout.write(`# ${name}:\n${story.map((line) => `#   ${line}\n`).join('')}`);
    expect(story.length, `the story is too long:\n${report}`).toBeLessThanOrEqual(fewLines);
  }, 600_000);
}
