import { notFound } from '@daqidi/runtime';
import { type Command, checkRequestId } from '@daqidi/service';
import { receiveNotice } from '../domain/notice.js';
import type { ReportNoticeInput } from '../generated/schema.js';
import { asSystem } from '../shared/as-system.js';
import { noticeWithReceipt } from '../shared/notices/receipt.js';
import type { NoticeDocument } from '../shared/notices/stored.js';
import type { Tools } from '../tools.js';

/** The receipt is the authority: whoever delivers the notice got it with it, nobody else. Again is harmless, whatever the requestId. */
export const reportNotice: Command<Tools, ReportNoticeInput, NoticeDocument> = {
  rule: 'notice.report',
  run: async (tools, _, { requestId, receipt, what }) => {
    checkRequestId(requestId);
    const noticeId = noticeWithReceipt(tools, receipt);
    if (noticeId === null) throw notFound();
    const { notices } = tools.model;
    const document = await asSystem(tools, notices, noticeId, (state) => receiveNotice(state, noticeId, what));
    return { document, position: { stream: notices.streamOf(noticeId), seq: document.seq }, replayed: false };
  },
};
