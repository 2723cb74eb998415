import { isSameSecret, keyedHash } from '@daqidi/identity';
import type { Tools } from '../../tools.js';

/** As much of the hash as nobody guesses. */
const proofLength = 32;

/** By which whoever delivers a notice says what became of it. */
export const receiptOf = ({ lookupSecret }: Pick<Tools, 'lookupSecret'>, noticeId: string): string =>
  `${noticeId}.${keyedHash(lookupSecret, `notice-receipt|${noticeId}`).slice(-proofLength)}`;

/** The notice that a receipt names; null for what is none. */
export const noticeWithReceipt = (tools: Pick<Tools, 'lookupSecret'>, receipt: string): string | null => {
  const noticeId = receipt.split('.')[0] ?? '';
  return isSameSecret(receipt, receiptOf(tools, noticeId)) ? noticeId : null;
};
