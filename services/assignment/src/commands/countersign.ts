import { badInput } from '@daqidi/runtime';
import { notSigning, signInTurn } from '../domain/signing-turn.js';
import { entryCommand, leadersAt } from '../entry-command.js';
import type { CountersignInput } from '../generated/schema.js';
import { bySigner, signingTerms, soonAfterSignIn } from '../signing-command.js';

/** Nobody reads one matter for more than a day. */
const longestOpen = 86_400;

const checkSeconds = (seconds: number | null | undefined): { readonly openedSeconds?: number } => {
  if (seconds === null || seconds === undefined) return {};
  if (seconds < 0 || seconds > longestOpen)
    throw badInput('openedSeconds', 'This is 0 to 86,400 seconds.', '此项应为 0 至 86400 秒。');
  return { openedSeconds: seconds };
};

const sign = entryCommand<CountersignInput>({
  rule: 'countersign.leader',
  by: bySigner,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notSigning(state, {
      person,
      leadersOf: leadersAt(tools, facts, now),
      terms: signingTerms(tools, { state, facts }, now),
    }),
  decide: ({ state, facts, id, input, actor, now, tools }) =>
    signInTurn(state, {
      appealId: id,
      digest: input.digest,
      ...checkSeconds(input.openedSeconds),
      terms: signingTerms(tools, { state, facts }, now),
      person: actor.person,
      leadersOf: leadersAt(tools, facts, now),
    }),
});

export const countersign = soonAfterSignIn(sign);
