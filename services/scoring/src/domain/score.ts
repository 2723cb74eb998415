import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { AssignmentEntryOpenedV1, CaseScope, ClockKind, Satisfaction } from '@daqidi/schemas';

/** The end of one round. */
export interface Closing {
  readonly round: number;
  /** Who had it then. */
  readonly unitId: string;
  /** `YYYY-MM`, Asia/Shanghai. */
  readonly period: string;
  readonly onTime: boolean;
}

/** A clock that ran out at somebody's turn. */
export interface Overdue {
  readonly clock: ClockKind;
  readonly dueAt: string;
  /** The month of the due date, `YYYY-MM`, Asia/Shanghai. */
  readonly period: string;
  /** Whose turn it was. */
  readonly unitId: string;
  /** The due date was derived again and had not come yet. */
  readonly withdrawn: boolean;
}

/** What is known of one case. Each stream writes only its own part, so arrival order between them does not matter. */
export interface Score {
  /** As triage accepted it; null while nothing is known of that. */
  readonly accepted: CaseScope | null;
  readonly opened: AssignmentEntryOpenedV1 | null;
  /** As oversight stated it last; null while what the entry was opened with holds. */
  readonly scope: CaseScope | null;
  /** The month in which oversight first stated, after any other, that it is no secret, `YYYY-MM`, Asia/Shanghai. */
  readonly openSince: string | null;
  /** Whether oversight ever stated that its existence is a secret. */
  readonly wasSecret: boolean;
  /** The unit that it was given to first: what follows never rewrites that month. */
  readonly unitId: string | null;
  /** Every unit that had it. */
  readonly units: readonly string[];
  /** `YYYY-MM`, Asia/Shanghai. */
  readonly assignedPeriod: string | null;
  /** One a round. */
  readonly closings: readonly Closing[];
  /** Rounds that were opened after the first, and by whom the one before was closed. */
  readonly reopenings: readonly { readonly round: number; readonly unitId: string; readonly period: string }[];
  readonly overdues: readonly Overdue[];
  /** Whether it brings again what its petitioner had brought before, as was confirmed, or he said of it that it was not solved. */
  readonly repeats: boolean;
  /** Whether its petitioner withdrew it: it is no valid appeal any more. */
  readonly withdrawn: boolean;
  /** As confirmed at countersign, and the latest evaluation afterwards, which goes before it. */
  readonly confirmed: Satisfaction | null;
  readonly evaluated: Satisfaction | null;
}

export const noScore: Score = {
  accepted: null,
  opened: null,
  scope: null,
  openSince: null,
  wasSecret: false,
  unitId: null,
  units: [],
  assignedPeriod: null,
  closings: [],
  reopenings: [],
  overdues: [],
  repeats: false,
  withdrawn: false,
  confirmed: null,
  evaluated: null,
};

/** Who has to do with the case that is counted. Its petitioner reads no figures. */
export const accessOf = (score: Score): CaseAccess | null => {
  const first = bornWith(score);
  return first === null ? null : caseAccess(latestScope(score.scope, first), { units: score.units });
};

/** The scope that it came with: what was refused in a review has no entry. */
export const bornWith = ({ opened, accepted }: Score): CaseScope | null => opened ?? accepted;

export const firstClosing = ({ closings }: Score): Closing | null => closings.find(({ round }) => round === 1) ?? null;

/** The version of the formulas of closure, punctuality and repeats; figures name it. */
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
