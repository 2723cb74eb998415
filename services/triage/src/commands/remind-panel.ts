import { dayInShanghai } from '@daqidi/calendar';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { awaitedIn, remindPanel as decide, notReminding } from '../domain/awaited.js';
import { assessingRoles } from '../domain/panel.js';
import type { TriageFacts, TriageState } from '../domain/triage-case.js';
import type { RemindPanelInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';

type Turn = Parameters<typeof reviewerOf>[0] & {
  readonly state: TriageState;
  readonly facts: TriageFacts;
  readonly now: number;
  readonly tools: Tools;
};

const remindingOf = ({ state, facts, now, tools: { directory }, ...by }: Turn) => ({
  reviewer: reviewerOf(by),
  awaited: awaitedIn(state, facts, directory, now),
  today: dayInShanghai(now),
});

/** It names no version and moves none, as an opinion. */
export const remindPanel = caseCommand<RemindPanelInput>({
  rule: 'triage.assess',
  by: byPanel(assessingRoles),
  open: (turn) => notReminding(turn.state, turn.facts, remindingOf(turn)),
  decide: (request) => decide(request.state, request.facts, request.id, remindingOf(request)),
});
