import { badInput } from '@daqidi/runtime';
import { type Command, checkRequestId } from '@daqidi/service';
import type { SubmitWithoutAccountInput } from '../generated/schema.js';
import { submitting } from '../shared/submitting.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const rule = 'appeal.submit-without-account';
const submit = submitting(rule, () => ({ roles: ['ANONYMOUS'], machine: false }));

/**
 * By somebody who has no account, through a channel that lets him, against a proof of work: one appeal a proof, however often and under
 * whichever request it comes. Nobody who did not do the work learns anything by repeating somebody else's request.
 */
export const submitWithoutAccount: Command<Tools, SubmitWithoutAccountInput, AppealDocument> = {
  rule,
  run: async (tools, caller, { proof, ...input }) => {
    // The proof stands in its place; one that was badly made is told so all the same.
    checkRequestId(input.requestId);
    const challenge = await tools.proofOfWork.solved(proof);
    if (challenge === null)
      throw badInput('proof', 'Solve a challenge of this platform within twenty minutes.', '请在 20 分钟内完成本平台的验证。');
    for (const { telephone } of input.group?.representatives ?? [])
      if (!telephone)
        throw badInput(
          'group.representatives',
          'State a telephone of each representative: his query code goes there.',
          '请填写每位代表的电话，查询码将发至该电话。',
        );
    const principal = { ...caller.principal, person: `proof:${challenge}`, kind: 'ANONYMOUS' } as const;
    return submit.run(tools, { ...caller, principal }, { ...input, requestId: `proof:${challenge.slice(0, 58)}` });
  },
};
