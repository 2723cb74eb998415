import type { IntakeEvents, IntakeNoticeDueV1, NewEventOf, Refused } from '@daqidi/schemas';

/** What is said of a notice. */
export type NoticeEvent = Extract<NewEventOf<'intake'>, { readonly type: `Notice${string}` }>;
type Decision = readonly NoticeEvent[] | Refused;

/** Times are UTC, ISO 8601. */
export interface NoticeState {
  readonly due: (IntakeNoticeDueV1 & { readonly at: string }) | null;
  /** When it is tried next; null once it was handed over or given up. */
  readonly nextAt: string | null;
  readonly attempts: number;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
  readonly openedAt: string | null;
  readonly givenUp: IntakeEvents['NoticeGivenUp']['reason'] | null;
}

/** What other documents told: who may not learn of its case. */
export interface NoticeFacts {
  readonly barred: readonly string[];
}

export const noNotice: NoticeState = {
  due: null,
  nextAt: null,
  attempts: 0,
  sentAt: null,
  deliveredAt: null,
  openedAt: null,
  givenUp: null,
};
export const noNoticeFacts: NoticeFacts = { barred: [] };

export type NoticeStatus = 'WAITING' | 'SENT' | 'DELIVERED' | 'OPENED' | 'GIVEN_UP';

export const noticeStatusOf = ({ sentAt, deliveredAt, openedAt, givenUp }: NoticeState): NoticeStatus => {
  if (givenUp !== null) return 'GIVEN_UP';
  if (openedAt !== null) return 'OPENED';
  if (deliveredAt !== null) return 'DELIVERED';
  return sentAt === null ? 'WAITING' : 'SENT';
};

export const evolveNotice = (state: NoticeState, event: NoticeEvent & { readonly time: string }): NoticeState => {
  switch (event.type) {
    case 'NoticeDue':
      return { ...state, due: { ...event.data, at: event.time }, nextAt: event.data.notBefore };
    case 'NoticeSent':
      return { ...state, sentAt: event.time, attempts: event.data.attempts, nextAt: null };
    case 'NoticePutOff':
      return { ...state, attempts: event.data.attempts, nextAt: event.data.until };
    case 'NoticeGivenUp':
      return { ...state, attempts: event.data.attempts, givenUp: event.data.reason, nextAt: null };
    case 'NoticeReceived':
      return event.data.what === 'OPENED' ? { ...state, openedAt: event.time } : { ...state, deliveredAt: event.time };
  }
};

const minute = 60_000;
/** Between two attempts, in milliseconds: doubled each time from a minute on. */
const longestPause = 60 * minute;

interface Tried {
  readonly noticeId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The policy's: after so many it is given up. */
  readonly most: number;
}

export type Attempt = 'SENT' | 'FAILED' | 'UNREACHABLE';

/** What follows from an attempt to hand it over. Of two processes that tried at once the second says nothing more. */
export const concludeAttempt = (state: NoticeState, attempt: Attempt, { noticeId, now, most }: Tried): readonly NoticeEvent[] => {
  if (state.nextAt === null) return [];
  const attempts = state.attempts + 1;
  if (attempt === 'SENT') return [{ type: 'NoticeSent', v: 1, data: { noticeId, attempts } }];
  if (attempt === 'UNREACHABLE' || attempts >= most)
    return [
      {
        type: 'NoticeGivenUp',
        v: 1,
        data: { noticeId, attempts, reason: attempt === 'UNREACHABLE' ? 'UNREACHABLE' : 'ATTEMPTS' },
      },
    ];
  const until = new Date(now + Math.min(longestPause, minute * 2 ** state.attempts)).toISOString();
  return [{ type: 'NoticePutOff', v: 1, data: { noticeId, attempts, until } }];
};

/** Said again, it is what it was; whatever was opened has arrived. */
export const receiveNotice = (state: NoticeState, noticeId: string, what: IntakeEvents['NoticeReceived']['what']): Decision => {
  if (state.sentAt === null) return { refused: 'notice.status' };
  const isKnown = state.openedAt !== null || (what === 'DELIVERED' && state.deliveredAt !== null);
  return isKnown ? [] : [{ type: 'NoticeReceived', v: 1, data: { noticeId, what } }];
};
