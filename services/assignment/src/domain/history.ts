/** What only grows: told in rows, counted in the entry (domain, 2.3: history is not state). */
export const historyKinds = [
  'ProgressRecorded',
  'ContactAttempted',
  'ResultRefused',
  'AppealReopened',
  'PlanStated',
  'PlanStepDone',
  'ObjectionDecided',
  'ExtensionDecided',
  'PauseDecided',
  'HandlingResumed',
] as const;

export type HistoryKind = (typeof historyKinds)[number];

/** How many of each there are. */
export type HistoryCounts = Readonly<Record<HistoryKind, number>>;

export const noHistory: HistoryCounts = {
  ProgressRecorded: 0,
  ContactAttempted: 0,
  ResultRefused: 0,
  AppealReopened: 0,
  PlanStated: 0,
  PlanStepDone: 0,
  ObjectionDecided: 0,
  ExtensionDecided: 0,
  PauseDecided: 0,
  HandlingResumed: 0,
};

export const oneMore = (counts: HistoryCounts, kind: HistoryKind): HistoryCounts => ({ ...counts, [kind]: counts[kind] + 1 });
