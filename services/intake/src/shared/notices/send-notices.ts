import { type Attempt, concludeAttempt } from '../../domain/notice.js';
import type { Tools } from '../../tools.js';
import { asSystem } from '../as-system.js';
import { reaches, reachOf } from './reach.js';
import { receiptOf } from './receipt.js';
import type { NoticeDocument } from './stored.js';
import { wordsOf } from './words.js';

/** Looked at in one round. */
const mostAtOnce = 50;
/** Handed over at once: whoever delivers them may be far away. */
const mostSideBySide = 10;

const attempt = async (tools: Tools, { _id, state: { due } }: NoticeDocument): Promise<Attempt> => {
  const { model, notifier, log } = tools;
  if (due === null) return 'UNREACHABLE';
  const { channel, appealId, at } = due;
  const appeal = appealId === null ? null : await model.appeals.collection.byId(appealId);
  const reach = await reachOf(tools, appeal, due.recipient);
  const words = await wordsOf(tools, appeal, due);
  // Erased since, or nothing waits for him any more.
  if (words === null || !reaches(channel, reach)) return 'UNREACHABLE';
  try {
    const { telephone, account, address } = reach;
    await notifier.send({
      id: _id,
      channel,
      telephone: channel === 'SMS' ? telephone : null,
      account: channel === 'MESSENGER' ? account : null,
      address: channel === 'LETTER' ? address : null,
      textZh: words.zh,
      textEn: words.en,
      at,
      receipt: receiptOf(tools, _id),
    });
    return 'SENT';
  } catch (error) {
    log.warn({ err: error, noticeId: _id }, 'a notice could not be handed over; it is tried again');
    return 'FAILED';
  }
};

/** Tries to hand over a notice whose time has come. What was sent by another process meanwhile is the same notice to whoever delivers it. */
const send = async (tools: Tools, document: NoticeDocument): Promise<Attempt> => {
  const { model, directory, clock } = tools;
  const outcome = await attempt(tools, document);
  const now = clock.now();
  const tried = { noticeId: document._id, now, most: directory.policy(now).noticeAttempts };
  await asSystem(tools, model.notices, document._id, (state) => concludeAttempt(state, outcome, tried));
  return outcome;
};

/** Hands over what is due, what has waited longest first. Where one fails, others of its channel wait for the next round. Answers how many were tried. */
export const sendNotices = (tools: Tools): (() => Promise<number>) => {
  const { model, clock } = tools;
  /** A round may begin before the one before has ended: both wait for the same. */
  const underWay = new Map<string, Promise<Attempt>>();

  const sendOnce = (document: NoticeDocument): Promise<Attempt> => {
    const sending = underWay.get(document._id) ?? send(tools, document).finally(() => underWay.delete(document._id));
    underWay.set(document._id, sending);
    return sending;
  };

  return async () => {
    const before = new Date(clock.now() + 1).toISOString();
    const where = { 'keys.waiting': { $gt: '', $lt: before } };
    const waiting = await model.notices.collection.find('waitingLongest', { where, limit: mostAtOnce });
    const failing = new Set<string>();
    let tried = 0;
    for (let from = 0; from < waiting.length; from += mostSideBySide) {
      const next = waiting.slice(from, from + mostSideBySide).filter(({ state: { due } }) => !failing.has(due?.channel ?? ''));
      const outcomes = await Promise.all(next.map(sendOnce));
      tried += next.length;
      for (const [at, { state }] of next.entries()) if (outcomes[at] === 'FAILED') failing.add(state.due?.channel ?? '');
    }
    return tried;
  };
};
