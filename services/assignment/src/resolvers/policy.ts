import type { Context } from '../context.js';
import type { PolicyNumbersResolvers, QueryResolvers } from '../generated/schema.js';

export const policyQueries: Pick<QueryResolvers<Context>, 'policyNumbers' | 'policyVersions'> = {
  policyNumbers: (_, __, { tools }) => tools.directory.policy(tools.clock.now()),
  policyVersions: (_, __, { tools }) => tools.directory.policyVersions(),
};

export const PolicyNumbers: PolicyNumbersResolvers<Context> = {
  version: ({ number }) => number,
  resolutionWorkingDays: ({ handlingWorkingDays }) => handlingWorkingDays.RESOLUTION,
  handlingWorkingDays: ({ handlingWorkingDays: handling }) => ({
    consultation: handling.CONSULTATION,
    suggestion: handling.SUGGESTION,
    resolution: handling.RESOLUTION,
    complaint: handling.COMPLAINT,
  }),
  extensionWorkingDays: ({ extensionWorkingDays: extension }) => ({
    suggestion: extension.SUGGESTION,
    resolution: extension.RESOLUTION,
    complaint: extension.COMPLAINT,
  }),
  signingWorkingDays: ({ signingWorkingDays: signing }) => ({
    petitioner: signing.PETITIONER,
    leaderInCharge: signing.LEADER_IN_CHARGE,
    mainLeader: signing.MAIN_LEADER,
  }),
};
