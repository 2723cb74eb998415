import type { Desk } from '@daqidi/schemas';

/** Of a round: what units have said about being given the case. */
export interface Objections {
  readonly made: number;
  /** How often it came back. */
  readonly bounces: number;
  /** Whose word the last objection had; null before the first was decided. */
  readonly desk: Desk | null;
  /** Who has decided: the level above is somebody else. */
  readonly deciders: readonly string[];
  /** Whether the level above has said that the unit which has it handles it. */
  readonly settled: boolean;
  /** Units that the level above has freed of it: it does not come back to them. */
  readonly freed: readonly string[];
}

export const noObjections: Objections = { made: 0, bounces: 0, desk: null, deciders: [], settled: false, freed: [] };

export const objectionMade = (before: Objections, number: number): Objections => ({ ...before, made: number });

export const objectionDecided = (
  before: Objections,
  {
    bounces,
    upheld,
    final,
    unitId,
  }: { readonly bounces: number; readonly upheld: boolean; readonly final: boolean; readonly unitId: string },
  { desk, by }: { readonly desk: Desk; readonly by: string },
): Objections => ({
  ...before,
  bounces,
  desk,
  deciders: [...new Set([...before.deciders, by])],
  settled: final && !upheld,
  freed: final && upheld ? [...new Set([...before.freed, unitId])] : before.freed,
});
