import type { Page } from '@daqidi/service';
import type { TriageDocument } from './subject.js';

/** An appeal as far as triage knows it: a reference with its case. */
export interface AppealReference {
  readonly id: string;
  readonly triage?: TriageDocument | null;
}

export type QueuePage = Page<TriageDocument> & { readonly stale: boolean };
