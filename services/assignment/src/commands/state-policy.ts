import { text } from '@daqidi/service';
import { statePolicy as decide, type NumbersChange } from '../domain/policy.js';
import type { StatePolicyInput } from '../generated/schema.js';
import { knownAt, policyCommand } from '../shared/directory-commands.js';

/** Only what was given; what is null was not. */
const given = <Parts extends object>(parts: Parts): { readonly [Name in keyof Parts]?: NonNullable<Parts[Name]> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null && value !== undefined)) as never;

const changeOf = ({
  handlingWorkingDays: handling,
  signingWorkingDays: signing,
  extensionWorkingDays: extension,
  ...input
}: StatePolicyInput): NumbersChange => {
  const { requestId: _, basedOn: __, effectiveFrom: ___, reason: ____, countersignOrder, ...counts } = input;
  return given({
    ...counts,
    countersignOrder: countersignOrder ? [...countersignOrder] : null,
    handlingWorkingDays:
      handling &&
      given({
        CONSULTATION: handling.consultation,
        SUGGESTION: handling.suggestion,
        RESOLUTION: handling.resolution,
        COMPLAINT: handling.complaint,
      }),
    extensionWorkingDays:
      extension && given({ SUGGESTION: extension.suggestion, RESOLUTION: extension.resolution, COMPLAINT: extension.complaint }),
    signingWorkingDays:
      signing &&
      given({ PETITIONER: signing.petitioner, LEADER_IN_CHARGE: signing.leaderInCharge, MAIN_LEADER: signing.mainLeader }),
  });
};

export const statePolicy = policyCommand<StatePolicyInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input, texts: { reason }, now }) =>
    decide(
      state,
      { basedOn: input.basedOn, effectiveFrom: input.effectiveFrom, change: changeOf(input) },
      knownAt(tools, now).today,
      reason,
    ),
});
