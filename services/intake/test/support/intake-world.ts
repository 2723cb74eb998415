import { openServiceWorld, places, type ServiceWorld } from '@daqidi/service-testing';
import { createIntake } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type IntakeWorld = ServiceWorld<Tools>;

export const openIntakeWorld = (): Promise<IntakeWorld> =>
  openServiceWorld({
    create: createIntake,
    answer: 'appeal { id version custodian }',
    about: { collection: 'appeal', field: 'appealId' },
  });

export const appeal = { channel: 'WINDOW', regionId: places.northVillage, text: '村口的路灯坏了，晚上看不见路。' };
const receipt = 'appeal { id restricted } receipt { unifiedCode queryCode receivedAt } warnings { field code }';

export interface Submitted {
  readonly id: string;
  readonly unifiedCode: string;
  readonly queryCode: string;
}

/** Hands in an appeal and answers what its receipt says. */
export const submit = async (
  world: IntakeWorld,
  change: Readonly<Record<string, unknown>> = {},
  by = world.petitioner('zhang'),
): Promise<Submitted> => {
  const { code, data } = await by.does('submitAppeal', { ...appeal, ...change }, receipt);
  if (code !== null) throw new Error(code);
  const answered = data as { readonly appeal: { readonly id: string }; readonly receipt: Omit<Submitted, 'id'> };
  return { id: answered.appeal.id, ...answered.receipt };
};

/** The answer as it came. */
export const submitting = (world: IntakeWorld, change: object, by = world.petitioner('zhang')) =>
  by.does('submitAppeal', { ...appeal, ...change }, receipt);

export const stateOf = async (world: IntakeWorld, id: string) => (await world.tools.model.appeals.collection.byId(id))?.state;

interface KeptLookup {
  readonly about: string;
  readonly hash: string;
}

/** What petitioners are recognised by. */
export const lookups = (world: IntakeWorld): Promise<readonly KeptLookup[]> =>
  world.tools.store.archive.collection.model.db.model<KeptLookup>('lookups').find({}).lean();

export const typesSaid = (world: IntakeWorld, id: string): readonly string[] => world.said(id).map(({ type }) => type);
