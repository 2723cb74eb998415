import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Listener, on } from '@daqidi/service';
import { barNotices } from '../shared/notices/bar-notices.js';
import { toOfficer } from '../shared/notices/to-officer.js';
import type { Tools } from '../tools.js';

/** Members of a panel are told that a colleague waits for their opinion. */
export const remindPanel = (tools: Tools): Listener =>
  on('triage', 'OpinionsAwaited', async (event) => {
    const { model, clock } = tools;
    const { appealId } = event.data;
    const barred = (await model.appeals.collection.byId(appealId))?.barred ?? [];
    for (const personId of event.data.personIds) {
      const noticeId = timeOrderedId(Date.parse(event.time), derivedId('notice', event.id, 'OFFICER', personId));
      const telling = { noticeId, kind: 'REMINDER', about: 'OPINION', appealId, personId, now: clock.now() } as const;
      await model.notices.react(noticeId, event, {
        learn: (facts) => ({ ...facts, barred: [...barred] }),
        decide: ({ due }) => (due === null ? [toOfficer(tools, telling)] : []),
      });
    }
    await barNotices(model, appealId);
  });
