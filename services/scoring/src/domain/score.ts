import type { AssignmentEvents, IntakeEvents } from '@daqidi/schemas';

export type Satisfaction = IntakeEvents['AppealEvaluated']['satisfaction'];

/** What one case counts for. Each stream writes only its own part, so arrival order between them does not matter. */
export interface Score {
  readonly opened: AssignmentEvents['EntryOpened'] | null;
  readonly unitId: string | null;
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
  unitId: null,
  assignedPeriod: null,
  closedPeriod: null,
  onTime: null,
  confirmed: null,
  evaluated: null,
};

export type ScoringEvent =
  | { readonly type: 'EntryOpened'; readonly data: AssignmentEvents['EntryOpened'] }
  | { readonly type: 'EntryAssigned'; readonly data: AssignmentEvents['EntryAssigned'] }
  | { readonly type: 'AppealClosed'; readonly data: AssignmentEvents['AppealClosed'] }
  | { readonly type: 'AppealEvaluated'; readonly data: IntakeEvents['AppealEvaluated'] };

/** The row after one more event; `period` is the month that the event fell in. A case counts for its last unit, from its first month on. */
export const score = (row: Score, event: ScoringEvent, period: string): Score => {
  switch (event.type) {
    case 'EntryOpened':
      return { ...row, opened: event.data };
    case 'EntryAssigned':
      return { ...row, unitId: event.data.unitId, assignedPeriod: row.assignedPeriod ?? period };
    case 'AppealClosed':
      return { ...row, closedPeriod: period, onTime: event.data.onTime, confirmed: event.data.satisfaction };
    case 'AppealEvaluated':
      return { ...row, evaluated: event.data.satisfaction };
  }
};

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
