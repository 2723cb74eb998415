import type { Page } from '@daqidi/service';
import type { CaseDocument, KnowledgeDocument, TimelineDocument } from './model.js';
import type { AppealDocument } from './subject.js';

/** An appeal as its owner shows it. */
export type AppealView = AppealDocument;
export type CaseRowView = CaseDocument;
export type CasePage = Page<CaseDocument> & { readonly asOf: string | null; readonly stale: boolean };
/** A step, and the query code by which it was asked for. */
export type TimelineEntryView = TimelineDocument & { readonly queryCode?: string };
export type KnowledgeView = KnowledgeDocument;
export type KnowledgePage = Page<KnowledgeDocument>;
