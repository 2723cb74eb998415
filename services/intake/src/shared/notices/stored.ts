import { officeKey } from '@daqidi/identity';
import type { AggregateDocument, AggregateSpec, Aggregates, RowSpec, Rows } from '@daqidi/store';
import {
  evolveNotice,
  type NoticeEvent,
  type NoticeFacts,
  type NoticeState,
  noNotice,
  noNoticeFacts,
} from '../../domain/notice.js';

export type Notices = Aggregates<NoticeState, NoticeFacts, NoticeEvent>;
export type NoticeDocument = AggregateDocument<NoticeState, NoticeFacts>;

/** That somebody was told something: its overseer reads it, whoever reads the case through that. */
export const notices: AggregateSpec<NoticeState, NoticeFacts, NoticeEvent> = {
  name: 'notice',
  initialState: noNotice,
  initialFacts: noNoticeFacts,
  evolve: evolveNotice,
  visibility: ({ due }, { barred }) => ({
    seenBy: due === null ? [] : [officeKey(due.overseer)],
    barred: [...barred],
  }),
  nextDueAt: () => null,
  caseId: () => null,
  // Absent rather than null: only what waits is in that index.
  keys: ({ due, nextAt }) => {
    if (due === null) return {};
    const { noticeId, appealId, at } = due;
    return {
      order: `${at}|${noticeId}`,
      ...(appealId !== null && { appeal: appealId }),
      ...(nextAt !== null && { waiting: `${nextAt}|${noticeId}` }),
    };
  },
  queries: {
    newest: { equals: ['seenBy'], sort: { 'keys.order': -1 } },
    ofCase: { equals: ['keys.appeal'], sort: { 'keys.order': -1 } },
    waitingLongest: { equals: [], sort: { 'keys.waiting': 1 } },
  },
};

export interface ReminderFields {
  readonly upTo: string;
}

export type Reminders = Rows<ReminderFields>;

/** One row, nobody's to read: up to when staff were reminded. */
export const reminders: RowSpec<ReminderFields> = {
  name: 'reminders',
  fields: { upTo: { type: String, required: true } },
  blank: { upTo: '', seenBy: [], barred: [] },
  indexes: {},
  queries: {},
};
