import { appealCommand } from '../appeal-command.js';
import { callBack } from '../domain/withdraw.js';
import type { CallBackWithdrawalInput } from '../generated/schema.js';
import { byReacher } from '../shared/by-reacher.js';

export const callBackWithdrawal = appealCommand<CallBackWithdrawalInput>({
  rule: 'withdrawal.call-back',
  by: byReacher,
  decide: ({ state, facts, id: appealId, input: { stands }, actor: { person } }) =>
    callBack(state, facts, { appealId, person, stands }),
});
