import type { Page } from '@daqidi/service';
import type { CaseDocument, TimelineDocument } from './model.js';
import type { AppealDocument } from './subject.js';

/** An appeal as its owner shows it. */
export type AppealView = AppealDocument;
export type CaseRowView = CaseDocument;
export type CasePage = Page<CaseDocument> & { readonly asOf: string | null; readonly stale: boolean };
export type TimelineEntryView = TimelineDocument;
