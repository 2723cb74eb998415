import { dayInShanghai, dayLength } from '@daqidi/calendar';
import { existsOn } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { askPause as decide, notPausing } from '../domain/pause.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { AskPauseInput } from '../generated/schema.js';
import { requestDeadline, senderDesk } from '../shared/deciding.js';

export const askPause = entryCommand<AskPauseInput, 'reason'>({
  rule: 'entry.handle',
  texts: { reason: text(5, 1_000) },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notPausing(state, { person, handlersOf: handlersAt(tools, facts, now) }),
  decide: ({ state, facts, id: appealId, input, texts: { reason }, actor: { person }, now, tools }) => {
    const today = dayInShanghai(now);
    return decide(state, {
      ...{ appealId, person, reason, today },
      handlersOf: handlersAt(tools, facts, now),
      ground: tools.pauseGrounds.find((each) => each.code === input.pauseGround && existsOn(each, today)) ?? null,
      until: input.pauseUntil,
      daysLater: (days) => dayInShanghai(now + days * dayLength),
      desk: senderDesk(tools, { state, facts }, person, now),
      clock: requestDeadline(tools, state, now),
    });
  },
});
