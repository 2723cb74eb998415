import type { CaseDocument, TimelineDocument } from './model.js';
import type { AppealDocument } from './subject.js';

/** An appeal as its owner shows it. */
export type AppealView = AppealDocument;
export type CaseRowView = CaseDocument;
/** A step, and the query code by which it was asked for. */
export type TimelineEntryView = TimelineDocument & { readonly queryCode?: string };
