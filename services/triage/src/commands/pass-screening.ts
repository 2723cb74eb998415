import type { Scope } from '@daqidi/identity';
import { competentDesk, deadlineFrom } from '@daqidi/kernel';
import type { Command } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { type Joinable, joinableOf } from '../domain/duplicate.js';
import { exceptIn, lowestForAssessing, screeningRoles } from '../domain/panel.js';
import { notScreening, pass } from '../domain/screen.js';
import type { PassScreeningInput } from '../generated/schema.js';
import type { Cases } from '../model.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** The appeal that the named one stands for: itself or, where it follows another, that. Null where there is none in this scope: hidden is absent. */
const leaderNamed = async (cases: Cases, scope: Scope, named: string): Promise<Joinable | null> => {
  const document = await cases.collection.byId(named, scope);
  if (document === null) return null;
  const { following } = document.state;
  return following === null ? joinableOf(document.state, document.facts) : leaderNamed(cases, scope, following.leaderId);
};

const passing = (leader?: Joinable | null) =>
  caseCommand<PassScreeningInput>({
    rule: 'triage.screen',
    by: byPanel(screeningRoles),
    open: (turn) => notScreening(turn.state, turn.facts, reviewerOf(turn)),
    decide: ({ state, facts, id, actor, post, now, tools: { directory } }) => {
      const except = [...exceptIn(state, facts), actor.person];
      const from = lowestForAssessing(state.desk);
      const desk = facts.scope === null ? from : competentDesk(directory, from, { scope: facts.scope, now, except });
      const clock = deadlineFrom(directory, now, ({ assessingWorkingDays }) => assessingWorkingDays);
      return pass(state, facts, reviewerOf({ actor, post }), { appealId: id, desk, clock }, leader);
    },
  });

/** What is to be followed is asked of its own document, within the reviewer's sight, before this one is decided. */
export const passScreening: Command<Tools, PassScreeningInput, TriageDocument> = {
  ...passing(),
  run: async (tools, caller, input) => {
    const named = input.followsId ?? null;
    const leader = named === null ? undefined : await leaderNamed(tools.model.cases, caller.scope, named);
    return passing(leader).run(tools, caller, input);
  },
};
