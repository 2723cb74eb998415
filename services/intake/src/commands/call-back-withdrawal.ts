import { appealCommand } from '../appeal-command.js';
import { callBack, notCallingBack } from '../domain/withdraw.js';
import type { CallBackWithdrawalInput } from '../generated/schema.js';
import { byReacher } from '../shared/by-reacher.js';

export const callBackWithdrawal = appealCommand<CallBackWithdrawalInput>({
  rule: 'withdrawal.call-back',
  by: byReacher,
  open: ({ state, facts, actor: { person } }) => notCallingBack(state, facts, person),
  decide: ({ state, facts, id: appealId, input: { stands }, actor: { person } }) =>
    callBack(state, facts, { appealId, person, stands }),
});
