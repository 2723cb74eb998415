import type { Scope } from '@daqidi/identity';
import { type Command, text } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { type Joinable, joinableOf } from '../domain/duplicate.js';
import { screeningRoles } from '../domain/panel.js';
import { dismiss, notScreening } from '../domain/screen.js';
import type { DismissAppealInput } from '../generated/schema.js';
import type { Cases } from '../model.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/**
 * The appeal that a duplicate is joined to: the named one or, where that was joined to an earlier one itself, the first of them. Null
 * where there is none in this scope: hidden is absent.
 */
const firstAppeal = async (cases: Cases, scope: Scope, named: string): Promise<Joinable | null> => {
  const document = await cases.collection.byId(named, scope);
  if (document === null) return null;
  // It is earlier than what names it, so this comes to an end.
  const before = document.state.screening?.duplicateOfId ?? null;
  return before === null ? joinableOf(document.state, document.facts) : firstAppeal(cases, scope, before);
};

const dismissing = (first: Joinable | null) =>
  caseCommand<DismissAppealInput, 'explanation'>({
    rule: 'triage.screen',
    texts: { explanation: text(5, 2_000) },
    by: byPanel(screeningRoles),
    open: (turn) => notScreening(turn.state, turn.facts, reviewerOf(turn)),
    decide: ({ state, facts, id, input: { ground, duplicateOfId }, texts, actor, post }) => {
      const refusal = { appealId: id, ground, duplicateOfId: first?.appealId ?? duplicateOfId ?? null };
      return dismiss(state, facts, reviewerOf({ actor, post }), { ...refusal, explanation: texts.explanation }, first);
    },
  });

/** What the named appeal stands for is asked of its own document, within the reviewer's sight, before this one is decided. */
export const dismissAppeal: Command<Tools, DismissAppealInput, TriageDocument> = {
  ...dismissing(null),
  run: async (tools, caller, input) => {
    const named = input.duplicateOfId ?? null;
    return dismissing(named === null ? null : await firstAppeal(tools.model.cases, caller.scope, named)).run(
      tools,
      caller,
      input,
    );
  },
};
