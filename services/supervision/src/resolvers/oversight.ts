import { permit } from '@daqidi/identity';
import { isDesk } from '@daqidi/kernel';
import { actionsOf, textUnder } from '@daqidi/service';
import { oversightCommands } from '../actions.js';
import type { Context } from '../context.js';
import type { OversightResolvers } from '../generated/schema.js';
import { type OversightDocument, subjectOfOversight } from '../subject.js';

/** The oversight of a case that accuses somebody, for those whom the rule lets know; null for everybody else, and where nobody is accused. */
export const oversightOf = async ({ tools, principal, oversights }: Context, id: string): Promise<OversightDocument | null> => {
  const document = await oversights.load(id);
  return document?.state.stated && permit(tools.rules, 'oversight.read', principal, subjectOfOversight(document)) !== null
    ? document
    : null;
};

const stated = ({ _id, state }: OversightDocument) => {
  if (state.stated === null) throw new Error(`the oversight of ${_id} states nothing`);
  return state.stated;
};

export const Oversight: OversightResolvers<Context> = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  actions: actionsOf(oversightCommands, (oversight: OversightDocument) => ({
    document: oversight,
    names: { appealId: oversight._id },
  })),
  accusedUnits: (oversight) => stated(oversight).accused.units.map((id) => ({ id })),
  accusedOfficers: (oversight) => stated(oversight).accused.persons.map((id) => ({ id })),
  since: (oversight) => stated(oversight).accused.since,
  restricted: (oversight) => stated(oversight).restricted,
  offices: (oversight) => stated(oversight).offices.filter(isDesk),
  conflicts: (oversight, _, context) =>
    oversight.state.conflicts.map(async ({ personId, ground, at, reason }) => ({
      officer: { id: personId },
      ground,
      at,
      reason: await textUnder('oversight.read', context, subjectOfOversight(oversight), reason),
    })),
  proposal: async (oversight, _, context) => {
    const { proposal } = oversight.state;
    if (proposal === null) return null;
    const { decision: kind, digest, removed, by, at, reason } = proposal;
    return {
      kind,
      digest,
      removedUnits: removed?.units.map((id) => ({ id })) ?? [],
      removedOfficers: removed?.persons.map((id) => ({ id })) ?? [],
      reason: await textUnder('oversight.read', context, subjectOfOversight(oversight), reason),
      by: { id: by },
      at,
    };
  },
};
