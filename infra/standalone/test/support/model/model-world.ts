import fc from 'fast-check';
import { type EmbeddedWorld, openEmbeddedWorld, start } from '../embedded-world.js';
import { forgetCases } from '../forget-cases.js';
import { complaintStory, ordinaryStory, type Plan, stories } from './plans.js';
import { Parted, playStory, type Stage, type Tally } from './play.js';

const dayLength = 86_400_000;
/** A failing story is told shorter and shorter so many times: each telling costs a quarter of a second. */
const enoughShortenings = 250;

/** The platform as a stage: one story after the other, each in a world without cases on the same Monday morning. */
export const onStage = ({ raw, settled, clock }: EmbeddedWorld): Stage => ({
  raw: ({ sub, kind }, query, variables) => raw({ sub, kind }, query, variables),
  settled,
  wait: async (days) => {
    clock.set(new Date(clock.now() + days * dayLength).toISOString());
    await settled();
  },
});

export interface Stories {
  readonly runs: number;
  readonly seed: number;
  /** Of a failure that is to be had again. */
  readonly path?: string;
}

export interface Found {
  /** Null where model and platform agreed throughout. */
  readonly story: readonly string[] | null;
  readonly plans: readonly Plan[];
  readonly report: string;
  readonly tally: Tally;
  readonly runs: number;
}

/** Plays stories until one shows a difference, and shortens that one as far as it goes. `around` stands between model and platform. */
export const playStories = async (
  { runs, seed, path }: Stories,
  around: (stage: Stage) => Stage = (stage) => stage,
): Promise<Found> => {
  const world = await openEmbeddedWorld();
  const tally: Tally = { accepted: {}, refused: {} };
  let number = 0;
  let shortenings = 0;
  let failing = false;
  try {
    const property = fc.asyncProperty(stories, async (plans) => {
      if (failing && ++shortenings > enoughShortenings) return;
      await world.settled();
      await forgetCases(world.embedded);
      world.clock.set(start);
      number += 1;
      try {
        await playStory(around(onStage(world)), plans, `story-${number}`, tally);
      } catch (error) {
        failing = true;
        throw error;
      }
    });
    const details = await fc.check(property, {
      numRuns: runs,
      seed,
      ...(path === undefined ? { examples: [[ordinaryStory], [complaintStory]] } : { path }),
    });
    const { failed, counterexample, counterexamplePath, errorInstance, numRuns } = details;
    const [plans = []] = counterexample ?? [];
    const story = failed ? (errorInstance instanceof Parted ? errorInstance.story : ['no story']) : null;
    const replay = `SEED=${seed} MODEL_PATH=${counterexamplePath ?? ''}`;
    const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
    return { story, plans, tally, runs: numRuns, report: failed ? `${replay}\n${why}` : '' };
  } finally {
    await world.stop();
  }
};
