import type { OrderDocument } from './subject.js';

export interface AppealReference {
  readonly id: string;
}

export interface SupervisionView {
  readonly orders: readonly OrderDocument[];
}
