import type { Command } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { takeBackCodeAct } from '../domain/take-back.js';
import { takeBackWithdrawal } from '../domain/withdraw.js';
import type { TakeBackInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { isKnown, readSearch } from '../shared/petitioner-hashes.js';
import { takeBackUntil } from '../shared/take-back-until.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const takingBack = (shown: boolean): Command<Tools, TakeBackInput, AppealDocument> =>
  appealCommand<TakeBackInput>({
    rule: 'code-act.take-back',
    by: byPetitionerOrReacher,
    decide: ({ state, facts, id: appealId, input, actor, now, tools: { directory } }) => {
      if (actor.post !== null) readSearch(input);
      const centre = actor.post === null ? null : { person: actor.person, shown };
      const { act } = input;
      if (act === 'WITHDRAWAL') return takeBackWithdrawal(state, facts, { appealId, centre, now });
      const until = (at: string): number => Date.parse(takeBackUntil(directory, Date.parse(at)));
      const windowDays = directory.policy(now).notSolvedWindowDays;
      return takeBackCodeAct(state, facts, { appealId, act, centre, until, windowDays, now });
    },
  });

/** Whoever had the petitioner's code may have got it by wrong ways: at the centre something else has to show that it is he. */
export const takeBack: ReturnType<typeof takingBack> = {
  rule: 'code-act.take-back',
  run: async (tools, caller, input) => takingBack(await isKnown(tools, input)).run(tools, caller, input),
};
