import { maskAddress, maskIdentityNumber, maskName, maskTelephone } from '@daqidi/identity';
import { latestScope } from '@daqidi/kernel';
import type { TextReference } from '@daqidi/schemas';
import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import { custodianOf } from '../domain/appeal.js';
import type { AppealResolvers } from '../generated/schema.js';
import { type AppealDocument, subjectOf } from '../subject.js';

const submission = ({ _id, state }: AppealDocument) => {
  if (state.submitted === null) throw new Error(`appeal ${_id} was never submitted`);
  return state.submitted;
};

/** A text of this appeal, for those whose posts need it. */
const textFor = (appeal: AppealDocument, reference: TextReference | null, context: Context): Promise<string | null> =>
  textUnder('appeal.content', context, subjectOf(appeal), reference);

const masked = (mask: (text: string) => string, value: string | null | undefined): string | null => (value ? mask(value) : null);

export const Appeal: AppealResolvers = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  unifiedCode: (appeal) => submission(appeal).unifiedCode,
  channel: (appeal, _, { tools }) => {
    const { channel } = submission(appeal);
    const known = tools.directory.channel(channel);
    return { code: channel, nameZh: known?.nameZh ?? channel, nameEn: known?.nameEn ?? channel };
  },
  region: (appeal) => ({ id: submission(appeal).regionId }),
  submittedAt: (appeal) => submission(appeal).receivedAt,
  restricted: (appeal) => latestScope(appeal.facts.scope, submission(appeal)).restricted,
  content: (appeal, _, context) => textFor(appeal, submission(appeal).content, context),
  supplements: (appeal, _, context) =>
    Promise.all(
      appeal.state.supplements.map(async ({ id, at, content }) => ({
        id,
        at,
        text: await textFor(appeal, content, context),
      })),
    ),
  petitioner: async (appeal, _, { texts }) => {
    const { petitioner, personal } = submission(appeal);
    const stored = personal === null ? null : await texts.load(personal.vaultId);
    const details = stored === null ? {} : (JSON.parse(stored.text) as Record<string, string | null>);
    return {
      anonymous: petitioner.kind !== 'NAMED',
      name: masked(maskName, details.name),
      telephone: masked(maskTelephone, details.telephone),
      identityNumber: masked(maskIdentityNumber, details.identityNumber),
      address: masked(maskAddress, details.address),
    };
  },
  custodian: ({ facts }) => custodianOf(facts),
  stage: async ({ _id }, _, { caseRows }) => (await caseRows.load(_id))?.stage ?? 'SUBMITTED',
  stageAsOf: async (appeal, _, { caseRows }) =>
    (await caseRows.load(appeal._id))?.asOf?.toISOString() ?? submission(appeal).receivedAt,
  evaluation: async (appeal, _, context) => {
    const latest = appeal.state.evaluations.at(-1);
    if (latest === undefined) return null;
    const { satisfaction, at, round, reason } = latest;
    return { satisfaction, at, round, reason: await textFor(appeal, reason, context) };
  },
  timeline: async ({ _id }, _, { timelines }) => (await timelines.load(_id))?.entries ?? [],
};
