import type { Page } from '@daqidi/service';
import type { OrderDocument, OversightDocument } from './subject.js';

/** An appeal as far as supervision knows it: a reference with the orders that the reader may see. */
export interface AppealReference {
  readonly id: string;
  readonly orders?: readonly OrderDocument[];
}

export interface SupervisionView {
  readonly orders: readonly OrderDocument[];
  readonly oversight: OversightDocument | null;
}

export type OrderPage = Page<OrderDocument> & { readonly stale: boolean };
