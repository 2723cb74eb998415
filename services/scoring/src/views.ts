import type { Page } from '@daqidi/service';
import type { ContributionDocument, ScoreDocument } from './model.js';

/** An appeal as far as scoring knows it: a reference with the row that the reader may see. */
export interface AppealReference {
  readonly id: string;
  readonly row?: ScoreDocument;
}

export type RatedCaseView = ContributionDocument;
export type RatedCasePage = Page<ContributionDocument> & { readonly asOf: string | null; readonly stale: boolean };

export interface UnitReference {
  readonly id: string;
}
