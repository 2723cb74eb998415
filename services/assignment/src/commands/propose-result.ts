import { dayInShanghai } from '@daqidi/calendar';
import { digestOf } from '@daqidi/kernel';
import { namedFiles, optionalText, text } from '@daqidi/service';
import type { EntryState } from '../domain/entry.js';
import { proposeResult as decide, notProposing } from '../domain/handle.js';
import { byHandler, entryCommand, handlersAt, takesEvidence } from '../entry-command.js';
import type { ProposeResultInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';
import type { Tools } from '../tools.js';

/** Whether it has been handled for more working days than the policy lets pass without a plan. */
const takesLong = ({ directory }: Tools, { clock }: EntryState, now: number): boolean =>
  clock !== null && directory.calendar().dueAfter(clock.startedOn, directory.policy(now).planWorkingDays).on < dayInShanghai(now);

export const proposeResult = entryCommand<ProposeResultInput, 'text' | 'substantiatedPart'>({
  rule: 'entry.handle',
  texts: { text: text(4, 4_000), substantiatedPart: optionalText(1_000) },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notProposing(state, { person, handlersOf: handlersAt(tools, facts, now) }, takesLong(tools, state, now)),
  attachments: takesEvidence,
  decide: ({
    state,
    facts,
    id: appealId,
    input: { outcome, record: given },
    texts,
    attachments,
    actor: { person },
    now,
    tools,
  }) => {
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
      attachments: attachments.map(({ commitment }) => commitment),
      conclusions: [],
    });
    return decide(
      state,
      {
        person,
        handlersOf: handlersAt(tools, facts, now),
        terms: signingTerms(tools, { state, facts }, now),
        takesLong: takesLong(tools, state, now),
        lists: tools.closingTerms,
        today,
      },
      { appealId, resultId, round, outcome, text: texts.text, part, record, digest, ...namedFiles(attachments) },
    );
  },
});
