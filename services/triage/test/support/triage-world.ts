import { openServiceWorld, type ServiceWorld } from '@daqidi/service-testing';
import { createTriage } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type TriageWorld = ServiceWorld<Tools>;

export const openTriageWorld = (): Promise<TriageWorld> =>
  openServiceWorld({
    create: createTriage,
    answer: 'triageCase { id version stage }',
    about: { collection: 'case', field: 'appealId' },
  });

/** A case before its first review. */
export const accepted = async (world: TriageWorld, change?: Readonly<Record<string, unknown>>): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, change);
  return appealId;
};

/** The same, in the second review. */
export const screened = async (world: TriageWorld): Promise<string> => {
  const appealId = await accepted(world);
  await world.officer('north-village-reviewer').does('passScreening', { appealId });
  return appealId;
};

/** The same, with as many opinions as a verdict needs. */
export const heard = async (world: TriageWorld): Promise<string> => {
  const appealId = await screened(world);
  for (const person of ['north-1', 'north-2'])
    await world.officer(person).does('recordOpinion', { appealId, reasonableness: 'REASONABLE', text: '情况属实' });
  return appealId;
};

export const verdict = {
  reasonableness: 'REASONABLE',
  category: 'RESOLUTION',
  level: 'TOWNSHIP',
  grade: 'D1',
  proposedUnitId: 'u-north',
};

export const stateOf = async (world: TriageWorld, appealId: string) =>
  (await world.tools.model.cases.collection.byId(appealId))?.state;

export const typesSaid = (world: TriageWorld, appealId: string): readonly string[] =>
  world.said(appealId).map(({ type }) => type);
