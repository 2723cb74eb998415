import type { ServiceTools } from '@daqidi/service';
import type { Orders } from './model.js';

export interface Tools extends ServiceTools {
  readonly orders: Orders;
}
