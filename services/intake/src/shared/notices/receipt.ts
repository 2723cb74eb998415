import { isSameSecret } from '@daqidi/identity';
import type { Tools } from '../../tools.js';
import { proofOf } from '../proof.js';

/** By which whoever delivers a notice says what became of it. */
export const receiptOf = (tools: Pick<Tools, 'lookupSecret'>, noticeId: string): string =>
  `${noticeId}.${proofOf(tools, `notice-receipt|${noticeId}`)}`;

/** The notice that a receipt names; null for what is none. */
export const noticeWithReceipt = (tools: Pick<Tools, 'lookupSecret'>, receipt: string): string | null => {
  const noticeId = receipt.split('.')[0] ?? '';
  return isSameSecret(receipt, receiptOf(tools, noticeId)) ? noticeId : null;
};
