import type { Command, Turn } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notTakingBack, takeBackCodeAct } from '../domain/take-back.js';
import { notTakingBackWithdrawal, takeBackWithdrawal } from '../domain/withdraw.js';
import type { TakeBackInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { knownAs } from '../shared/known-as.js';
import { readSearch } from '../shared/petitioner-hashes.js';
import { takeBackUntil } from '../shared/take-back-until.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const terms = ({
  id: appealId,
  now,
  tools: { directory },
}: Pick<Turn<Tools, unknown, unknown, unknown>, 'id' | 'now' | 'tools'>) => ({
  appealId,
  until: (at: string): number => Date.parse(takeBackUntil(directory, Date.parse(at))),
  windowDays: directory.policy(now).notSolvedWindowDays,
  now,
});

const takingBack = (shown: boolean): Command<Tools, TakeBackInput, AppealDocument> =>
  appealCommand<TakeBackInput>({
    rule: 'code-act.take-back',
    by: byPetitionerOrReacher,
    open: ({ state, facts, actor, ...turn }) => {
      const acts = ['SIGNATURE', 'REFUSAL'] as const;
      return (
        notTakingBackWithdrawal(state, facts, { atCentre: actor.post !== null, now: turn.now }) &&
        acts.map((act) => notTakingBack(state, facts, { ...terms(turn), act })).reduce((wrong, next) => wrong && next)
      );
    },
    decide: ({ state, facts, id: appealId, input, actor, now, tools }) => {
      if (actor.post !== null) readSearch(input);
      const centre = actor.post === null ? null : { person: actor.person, shown };
      const { act } = input;
      if (act === 'WITHDRAWAL') return takeBackWithdrawal(state, facts, { appealId, centre, now });
      return takeBackCodeAct(state, facts, { ...terms({ id: appealId, now, tools }), act, centre });
    },
  });

/** Whoever had the petitioner's code may have got it by wrong ways: at the centre something else has to show that it is he. */
export const takeBack: ReturnType<typeof takingBack> = {
  ...takingBack(false),
  run: async (tools, caller, input) => takingBack((await knownAs(tools, input)) !== null).run(tools, caller, input),
};
