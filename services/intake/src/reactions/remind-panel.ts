import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Listener, on } from '@daqidi/service';
import { toOfficer } from '../shared/notices/to-officer.js';
import type { Tools } from '../tools.js';

/** Members of a panel are told that a colleague waits for their opinion. */
export const remindPanel = (tools: Tools): Listener =>
  on('triage', 'OpinionsAwaited', async (event) => {
    const { model, clock } = tools;
    for (const personId of event.data.personIds) {
      const noticeId = timeOrderedId(Date.parse(event.time), derivedId('notice', event.id, 'OFFICER', personId));
      const telling = { noticeId, kind: 'REMINDER', about: 'OPINION', personId, now: clock.now() } as const;
      await model.notices.react(noticeId, event, {
        learn: (facts) => facts,
        decide: ({ due }) => (due === null ? [toOfficer(tools, telling)] : []),
      });
    }
  });
