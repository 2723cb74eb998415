import type { TrackName } from '@daqidi/schemas';
import type { Page } from '@daqidi/service';
import type { Connection } from '@daqidi/subgraph';
import type { Track } from './domain/dual-oversight.js';
import type { DualDocument, MaterialDocument, OrderDocument, OversightDocument } from './subject.js';

/** An appeal as far as supervision knows it: a reference with the orders that the reader may see. */
export interface AppealReference {
  readonly id: string;
  readonly orders?: readonly OrderDocument[];
}

export interface SupervisionView {
  readonly orders: readonly OrderDocument[];
  readonly oversight: OversightDocument | null;
  readonly dual: DualDocument | null;
}

/** A track with the document that it is part of. */
export interface TrackView {
  readonly name: TrackName;
  readonly track: Track;
  readonly dual: DualDocument;
}

export type OrderPage = Page<OrderDocument> & { readonly stale: boolean };

export type DualPage = Page<DualDocument> & { readonly stale: boolean };

/** How many there are in all is counted where it is asked for. */
export type MaterialRequestPage = Connection<MaterialDocument> & Pick<Page<unknown>, 'counted'> & { readonly stale: boolean };
