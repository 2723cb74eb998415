import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { AssignmentEntryOpenedV1, CaseScope, Satisfaction } from '@daqidi/schemas';

/** What one case counts for. Each stream writes only its own part, so arrival order between them does not matter. */
export interface Score {
  readonly opened: AssignmentEntryOpenedV1 | null;
  /** As oversight stated it last; null while what the entry was opened with holds. */
  readonly scope: CaseScope | null;
  /** The unit that it was given to first: what follows never rewrites that month. */
  readonly unitId: string | null;
  /** Who had it when it was closed. */
  readonly closedUnitId: string | null;
  /** Every unit that had it. */
  readonly units: readonly string[];
  /** `YYYY-MM`, Asia/Shanghai. */
  readonly assignedPeriod: string | null;
  readonly closedPeriod: string | null;
  readonly onTime: boolean | null;
  /** As confirmed at countersign, and the latest evaluation afterwards, which goes before it. */
  readonly confirmed: Satisfaction | null;
  readonly evaluated: Satisfaction | null;
}

export const noScore: Score = {
  opened: null,
  scope: null,
  unitId: null,
  closedUnitId: null,
  units: [],
  assignedPeriod: null,
  closedPeriod: null,
  onTime: null,
  confirmed: null,
  evaluated: null,
};

/** Who has to do with the case that is counted. Its petitioner reads no figures. */
export const accessOf = ({ opened, scope, units }: Score): CaseAccess | null =>
  opened === null ? null : caseAccess(latestScope(scope, opened), { units });

/** The version of the two formulas below; figures name it. */
export const formulaVersion = 1;

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
}

/** A rate with the counts behind it, to four decimals. */
export const rate = (numerator: number, denominator: number): Rate => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 10_000,
});
