// What random stories and random input have found, kept for ever.
import { cast } from '@daqidi/standalone';
import { apiSchema } from './support/api-schema.js';
import { guideIn } from './support/chaos/fuzz-guide.js';
import { createOfferedGuide } from './support/chaos/offered-guide.js';
import { districtOfTwoHandlers } from './support/chaos/two-handlers.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { forgetCases } from './support/forget-cases.js';
import { refusalOf } from './support/model/answers.js';
import { onStage } from './support/model/model-world.js';
import { complaintStory, type Plan } from './support/model/plans.js';
import { playStory, type Tally } from './support/model/play.js';
import { mutationNamed } from './support/mutation.js';
import { createPicker } from './support/permuted.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld({ district: districtOfTwoHandlers() });
});
afterAll(() => world.stop());

test('a position that is no text is bad input, not memory to be set aside', async () => {
  const query = 'query($position: Position) { cases(first: 1, position: $position) { total } }';
  for (const position of [-1, 1.5, true, [], ['x'], {}, { length: 2_000_000_000 }, { $gt: '' }]) {
    const before = process.memoryUsage().arrayBuffers;
    const answer = await world.raw(cast.clerk, query, { position });
    expect(refusalOf(answer).code, JSON.stringify(answer)).toBe('BAD_USER_INPUT');
    expect(process.memoryUsage().arrayBuffers - before, JSON.stringify(position)).toBeLessThan(100_000_000);
  }
  for (const literal of ['-1', '{ length: 2000000000 }', '[1]', 'true']) {
    const answer = await world.raw(cast.clerk, `{ cases(first: 1, position: ${literal}) { total } }`);
    expect(refusalOf(answer).code, JSON.stringify(answer)).toBe('BAD_USER_INPUT');
  }
});

test('the township’s handler does not take what the village has', async () => {
  const step = (pick: number): Plan => ({ do: 'step', on: 0, pick, twist: 'NONE', who: 0 });
  const toTheVillage = [step(0), step(0), step(0), step(2)];
  // First he who stands above, then the village's own.
  const story: readonly Plan[] = [
    { do: 'submit', who: 0, place: 0, accused: 0, channel: 0 },
    ...toTheVillage,
    step(1),
    step(0),
    step(0),
  ];
  const tally: Tally = { accepted: {}, refused: {} };
  await playStory(onStage(world), story, 'from-above', tally);
  expect([tally.refused, tally.accepted.acceptEntry, tally.accepted.proposeResult]).toStrictEqual([{ FORBIDDEN: 1 }, 1, 1]);
});

test('a complaint goes its whole way by the model, both tracks differing twice', async () => {
  await forgetCases(world.embedded);
  const tally: Tally = { accepted: {}, refused: {} };
  await playStory(onStage(world), complaintStory, 'complaint', tally);
  expect(tally.refused).toStrictEqual({});
  expect(tally.accepted).toMatchObject({
    takeTrack: 2,
    stateConsent: 2,
    concludeTrack: 2,
    decideDisagreement: 2,
    evaluateAppeal: 1,
  });
});

test('the guide leads to what the model does not know, as far as a case offers it', async () => {
  const guide = guideIn(world, '2026-03-02', createPicker(7));
  const { fields, legal } = createOfferedGuide(world, await apiSchema(world), guide);
  for (const field of fields) {
    const { who, input } = await legal(field);
    const { errors } = await world.raw(who, mutationNamed(field), { input });
    expect(errors, `${who.name} ${field}: ${JSON.stringify(errors)}`).toBeUndefined();
    await world.settled();
  }
});
