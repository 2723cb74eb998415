import type { Caller, Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { takeBackCodeAct } from '../domain/take-back.js';
import { takeBackWithdrawal } from '../domain/withdraw.js';
import type { TakeBackInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { knownAs } from '../shared/known-as.js';
import { openCodeActs, takeBackTerms } from '../shared/open-code-acts.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import { readSearch } from '../shared/petitioner-hashes.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const takingBack = (shown: boolean): Command<Tools, TakeBackInput, AppealDocument> =>
  appealCommand<TakeBackInput>({
    rule: 'code-act.take-back',
    by: byPetitionerOrReacher,
    open: ({ actor, ...turn }) => (openCodeActs(turn, actor.post !== null).length > 0 ? null : { refused: 'code.window' }),
    decide: ({ state, facts, id: appealId, input, actor, now, tools }) => {
      if (actor.post !== null) readSearch(input);
      const centre = actor.post === null ? null : { person: actor.person, shown };
      const { act } = input;
      if (act === 'WITHDRAWAL') return takeBackWithdrawal(state, facts, { appealId, centre, now });
      return takeBackCodeAct(state, facts, { ...takeBackTerms({ id: appealId, now, tools }), act, centre });
    },
  });

/**
 * Whoever had the petitioner's code may have got it by wrong ways: at the centre something else has to show that it is he. By the code alone
 * it is taken back without it: that only undoes.
 */
export const takeBack = byCodeToo({
  ...takingBack(false),
  run: async (tools: Tools, caller: Caller, input: TakeBackInput) =>
    takingBack((await knownAs(tools, input)) !== null).run(tools, caller, input),
});
