import { principalKey } from '@daqidi/identity';
import { idBeside } from '@daqidi/runtime';
import { type Caller, checkOptionalText, commandCall, permitted } from '@daqidi/service';
import { evaluate } from '../domain/evaluate.js';
import type { EvaluateAppealInput } from '../generated/schema.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

export const evaluateAppeal = async (
  { model, store, rules, directory, clock }: Tools,
  caller: Caller,
  input: EvaluateAppealInput,
) => {
  const text = checkOptionalText('reason', input.reason, 1_000);
  const call = commandCall<AppealDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
  const { person } = caller.principal;
  const reason =
    text === null
      ? null
      : await store.vault.put(
          person,
          idBeside(input.appealId, 'evaluation', principalKey(caller.principal), input.requestId),
          text,
        );
  const now = clock.now();
  const windowDays = directory.policy(now).evaluationWindowDays;
  return model.appeals.execute(input.appealId, call, ({ state, facts }) =>
    evaluate(state, facts, { appealId: input.appealId, satisfaction: input.satisfaction, reason, now, windowDays }),
  );
};
