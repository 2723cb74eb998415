import { dayInShanghai } from '@daqidi/calendar';
import { digestOf } from '@daqidi/kernel';
import { optionalText, text } from '@daqidi/service';
import { proposeResult as decide } from '../domain/handle.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { ProposeResultInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';

export const proposeResult = entryCommand<ProposeResultInput, 'text' | 'substantiatedPart'>({
  rule: 'entry.handle',
  texts: { text: text(4, 4_000), substantiatedPart: optionalText(1_000) },
  by: byHandler,
  decide: ({ state, facts, id: appealId, input: { outcome, record: given }, texts, actor: { person }, now, tools }) => {
    const { round } = state;
    const part = texts.substantiatedPart;
    const { cause = null, measures, mechanism = null, cost = null } = given ?? {};
    const record = given ? { cause, measures: [...(measures ?? [])], mechanism, cost } : null;
    const today = dayInShanghai(now);
    // A result is told from others by its text, which nothing else names.
    const resultId = texts.text.vaultId;
    const digest = digestOf({
      appealId,
      resultId,
      round,
      outcome,
      text: texts.text.commitment,
      part: part?.commitment ?? null,
      record,
      attachments: [],
      conclusions: [],
    });
    const { clock } = state;
    const { planWorkingDays } = tools.directory.policy(now);
    return decide(
      state,
      {
        person,
        handlersOf: handlersAt(tools, facts, now),
        terms: signingTerms(tools, { state, facts }, now),
        takesLong: clock !== null && tools.directory.calendar().dueAfter(clock.startedOn, planWorkingDays).on < today,
        lists: tools.closingTerms,
        today,
      },
      { appealId, resultId, round, outcome, text: texts.text, part, record, digest },
    );
  },
});
