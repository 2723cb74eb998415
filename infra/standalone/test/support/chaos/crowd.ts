import { playAppeal, type World } from '@daqidi/standalone';

export interface Crowd {
  /** No life is begun any more; resolves with how many came to their end, rejects with the first that failed. */
  finish(): Promise<number>;
}

/** So many people at once, each of whom (`run` is part of their requestIds, so that crowds can follow each other) brings one appeal after the other to its end, with all the officers it takes. */
export const startCrowd = (client: World, people: number, run = 'crowd'): Crowd => {
  let going = true;
  let lived = 0;
  const live = async (lane: number): Promise<void> => {
    for (let number = 0; going || number === 0; number += 1) {
      await playAppeal(client, { run: `${run}-${lane}-${number}`, narrate: () => undefined });
      lived += 1;
    }
  };
  const lives = Promise.all(Array.from({ length: people }, (_, lane) => live(lane)));
  // Told when the crowd is asked to finish.
  lives.catch(() => undefined);
  return {
    finish: async () => {
      going = false;
      await lives;
      return lived;
    },
  };
};

/** How long a random killer goes about: CHAOS_SECONDS, in milliseconds. */
export const chaosTime = (): number => Number(process.env.CHAOS_SECONDS ?? 10) * 1_000;
