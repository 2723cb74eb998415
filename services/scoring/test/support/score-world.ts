import { openServiceWorld, type ServiceWorld } from '@daqidi/service-testing';
import { createScoring } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type ScoreWorld = ServiceWorld<Tools>;

export const openScoreWorld = (): Promise<ScoreWorld> =>
  openServiceWorld({ create: createScoring, answer: '', about: { collection: 'scores', field: 'id' } });

/** A case that the northern township was given in March. */
export const assigned = async (world: ScoreWorld, opened: object = {}, given: object = {}): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('assignment', 'EntryOpened', appealId, { ...opened });
  await world.hears('assignment', 'EntryAssigned', appealId, { ...given });
  return appealId;
};
