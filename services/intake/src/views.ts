import type { IntakeExportRequestedV1 } from '@daqidi/schemas';
import type { Page } from '@daqidi/service';
import type { Stage } from './generated/schema.js';
import type { CaseDocument, ExportDocument, KnowledgeDocument, TimelineDocument, ViewDocument } from './model.js';
import type { NoticeDocument } from './shared/notices/stored.js';
import type { AppealDocument } from './subject.js';

/** An appeal as its owner shows it. */
export type AppealView = AppealDocument;
export type CaseRowView = CaseDocument;
export type CasePage = Page<CaseDocument> & { readonly asOf: string | null; readonly stale: boolean };
/** A step, and the query code by which it was asked for. */
export type TimelineEntryView = TimelineDocument & { readonly queryCode?: string };
/** A case for whoever holds its receipt. */
export interface CaseByCodeView {
  readonly id: string;
  readonly code: string;
  readonly appeal: AppealDocument;
  readonly version: number;
  readonly stage: Stage;
  readonly timeline: readonly TimelineEntryView[];
  readonly deskAnswer: { readonly digest: string; readonly text: string | null } | null;
}
export type KnowledgeView = KnowledgeDocument;
export type KnowledgePage = Page<KnowledgeDocument>;
export type ExportView = ExportDocument;
export type ExportFilterView = IntakeExportRequestedV1['filter'];
export type PetitionerViewView = ViewDocument;
export type PetitionerViewPage = Page<ViewDocument>;
export type ExportPage = Page<ExportDocument>;
export type NoticeView = NoticeDocument;
export type NoticePage = Page<NoticeDocument>;
