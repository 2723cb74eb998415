import { type Listener, on } from '@daqidi/service';
import { makeDue, noticeIdOf } from '../shared/notices/make-due.js';
import { toOfficer } from '../shared/notices/to-officer.js';
import type { Tools } from '../tools.js';

/** Members of a panel are told that a colleague waits for their opinion. */
export const remindPanel = (tools: Tools): Listener =>
  on('triage', 'OpinionsAwaited', async (event) => {
    const { appealId, personIds } = event.data;
    const appeal = await tools.model.appeals.collection.byId(appealId);
    if (appeal === null) return;
    for (const personId of personIds) {
      const noticeId = noticeIdOf(event, { role: 'OFFICER', personId });
      const telling = { noticeId, kind: 'REMINDER', about: 'OPINION', appealId, personId, now: tools.clock.now() } as const;
      await makeDue(tools, event, appeal, toOfficer(tools, telling));
    }
  });
