import type { Turn } from '@daqidi/service';
import type { AppealFacts, AppealState } from '../domain/appeal.js';
import { notTakingBack } from '../domain/take-back.js';
import { notTakingBackWithdrawal } from '../domain/withdraw.js';
import type { CodeAct } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { takeBackUntil } from './take-back-until.js';

/** Until when what was done by query code is taken back, and in which days a case can be reopened. */
export const takeBackTerms = ({
  id: appealId,
  now,
  tools: { directory },
}: Pick<Turn<Tools, unknown, unknown, unknown>, 'id' | 'now' | 'tools'>) => ({
  appealId,
  until: (at: string): number => Date.parse(takeBackUntil(directory, Date.parse(at))),
  windowDays: directory.policy(now).notSolvedWindowDays,
  now,
});

/** What was done by query code and can be taken back now: by the petitioner himself, or at the centre. */
export const openCodeActs = (
  { state, facts, ...turn }: Pick<Turn<Tools, AppealState, AppealFacts, unknown>, 'id' | 'state' | 'facts' | 'now' | 'tools'>,
  atCentre: boolean,
): readonly CodeAct[] =>
  (['WITHDRAWAL', 'SIGNATURE', 'REFUSAL'] as const).filter(
    (act) =>
      (act === 'WITHDRAWAL'
        ? notTakingBackWithdrawal(state, facts, { atCentre, now: turn.now })
        : notTakingBack(state, facts, { ...takeBackTerms(turn), act })) === null,
  );
