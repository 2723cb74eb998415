import type { Context } from '../context.js';
import type { PolicyNumbersResolvers, QueryResolvers } from '../generated/schema.js';
import { dayOf } from './directory-page.js';

export const policyQueries: Pick<QueryResolvers<Context>, 'policyNumbers' | 'policyVersions' | 'channels'> = {
  policyNumbers: (_, __, { tools }) => tools.directory.policy(tools.clock.now()),
  policyVersions: (_, __, { tools }) => tools.directory.policyVersions(),
  channels: (_, { on }, context) => context.tools.directory.channels(dayOf(on, context)),
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
  signingWorkingDays: ({ signingWorkingDays: signing }) => ({
    petitioner: signing.PETITIONER,
    leaderInCharge: signing.LEADER_IN_CHARGE,
    mainLeader: signing.MAIN_LEADER,
  }),
};
