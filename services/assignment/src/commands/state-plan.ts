import { dayInShanghai } from '@daqidi/calendar';
import { checkText, optionalText } from '@daqidi/service';
import { statePlan as decide, notPlanning } from '../domain/plan.js';
import { leaderSlots } from '../domain/signing-turn.js';
import { byHandler, entryCommand, handlersAt, leadersAt } from '../entry-command.js';
import type { StatePlanInput } from '../generated/schema.js';
import { writeTexts } from '../shared/plan-texts.js';

export const statePlan = entryCommand<StatePlanInput, 'steps' | 'reason'>({
  rule: 'entry.handle',
  texts: {
    steps: (steps) => writeTexts(steps.map(({ text }) => checkText('steps.text', text, 4, 500))),
    reason: optionalText(1_000),
  },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notPlanning(state, { person, handlersOf: handlersAt(tools, facts, now) }),
  decide: ({ state, facts, id: appealId, input: { steps }, texts, actor: { person }, now, tools }) => {
    const [handlersOf, leadersOf] = [handlersAt(tools, facts, now), leadersAt(tools, facts, now)];
    const worksOn = (officerId: string): boolean =>
      state.unitPath.some(
        (unit) => handlersOf(unit).includes(officerId) || leaderSlots.some((slot) => leadersOf(unit, slot).includes(officerId)),
      );
    const today = dayInShanghai(now);
    return decide(state, { appealId, person, handlersOf, worksOn, today, text: texts.steps, steps, reason: texts.reason });
  },
});
