import { readPage } from '@daqidi/service';
import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import { noticeStatusOf } from '../domain/notice.js';
import { timelineText } from '../domain/timeline.js';
import type { AppealResolvers, NoticeResolvers, QueryResolvers } from '../generated/schema.js';
import type { NoticeDocument } from '../shared/notices/stored.js';
import { overseerKeys } from '../shared/overseers.js';
import { during, named } from './moments.js';

export const notices: QueryResolvers<Context>['notices'] = (_, { filter, first, after }, { tools, scope }) =>
  readPage({
    tools,
    list: 'notices',
    collection: tools.model.notices.collection,
    query: 'newest',
    scope: { ...scope, sees: scope.sees.filter((key) => overseerKeys.includes(key)) },
    where: named('keys.order', during(filter ?? {})),
    first,
    after,
    keyOf: ({ keys }: NoticeDocument) => String(keys['order']),
  });

/** Read through the appeal, whose scope decides. */
export const noticesOf: NonNullable<AppealResolvers<Context>['notices']> = async ({ _id }, _, { told }) =>
  (await told.load(_id))?.notices ?? [];

export const reported = ({ document }: Outcome<NoticeDocument>) => ({ status: noticeStatusOf(document.state) });

const dueIn = ({ _id, state: { due } }: NoticeDocument) => {
  if (due === null) throw new Error(`the notice ${_id} was never due`);
  return due;
};

/** Of a notice about one, its words. */
const stepIn = (notice: NoticeDocument) => {
  const { kind, about } = dueIn(notice);
  return kind === 'STEP' ? timelineText(about ?? '') : null;
};

export const Notice: NoticeResolvers<Context> = {
  id: ({ _id }) => _id,
  kind: (notice) => dueIn(notice).kind,
  stepZh: (notice) => stepIn(notice)?.zh ?? null,
  stepEn: (notice) => stepIn(notice)?.en ?? null,
  channel: (notice) => dueIn(notice).channel,
  status: ({ state }) => noticeStatusOf(state),
  at: (notice) => dueIn(notice).at,
  notBefore: (notice) => dueIn(notice).notBefore,
  attempts: ({ state }) => state.attempts,
  sentAt: ({ state }) => state.sentAt,
  deliveredAt: ({ state }) => state.deliveredAt ?? state.openedAt,
  openedAt: ({ state }) => state.openedAt,
  recipient: (notice) => dueIn(notice).recipient.role,
  officer: (notice) => {
    const { role, personId } = dueIn(notice).recipient;
    return role === 'OFFICER' ? { id: personId } : null;
  },
  appeal: (notice, _, { appeals }) => {
    const { appealId } = dueIn(notice);
    return appealId === null ? null : appeals.load(appealId);
  },
};
