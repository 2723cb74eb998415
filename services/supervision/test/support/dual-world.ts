import { accusing, openServiceWorld, type ServiceWorld } from '@daqidi/service-testing';
import { createSupervision } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type DualWorld = ServiceWorld<Tools>;

export const openDualWorld = (): Promise<DualWorld> =>
  openServiceWorld({
    create: createSupervision,
    answer: 'dualOversight { id version }',
    about: { collection: 'dual', field: 'appealId' },
  });

/** A complaint about these units, whose two tracks nobody has taken. */
export const complaint = async (world: DualWorld, ...units: readonly string[]): Promise<string> => {
  const appealId = world.newAppeal();
  const accused = { units: [...units], persons: [], since: 2024 };
  await world.hears('intake', 'AppealSubmitted', appealId, { ...accusing(...units), accused });
  return appealId;
};

/** The same, with an inspector for each track. */
export const taken = async (world: DualWorld, ...units: readonly string[]): Promise<string> => {
  const appealId = await complaint(world, ...units);
  await world.officer('inspector').does('takeTrack', { appealId, track: 'DISCIPLINE' });
  await world.officer('letters-1').does('takeTrack', { appealId, track: 'LETTERS' });
  return appealId;
};

/** The same, asked about a refusal that a panel proposes. */
export const asked = async (world: DualWorld, digest = 'sm3:digest'): Promise<string> => {
  const appealId = await taken(world, 'u-north');
  await world.hears('triage', 'JointDecisionProposed', appealId, { digest });
  return appealId;
};

export const stateOf = async (world: DualWorld, appealId: string) =>
  (await world.tools.model.duals.collection.byId(appealId))?.state;

export const typesSaid = (world: DualWorld, appealId: string): readonly string[] => world.said(appealId).map(({ type }) => type);
