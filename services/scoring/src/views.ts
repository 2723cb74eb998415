import type { ContributionDocument, ScoreDocument } from './model.js';

/** An appeal as far as scoring knows it: a reference with the row that the reader may see. */
export interface AppealReference {
  readonly id: string;
  readonly row?: ScoreDocument;
}

export type RatedCaseView = ContributionDocument;

export interface UnitReference {
  readonly id: string;
}
