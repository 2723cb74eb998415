import { maskAddress, maskIdentityNumber, maskName, maskTelephone, permit } from '@daqidi/identity';
import { latestScope } from '@daqidi/kernel';
import type { TextReference } from '@daqidi/schemas';
import { actionsOf, textUnder } from '@daqidi/service';
import { actionsOnAppeal } from '../actions.js';
import { custodianOf } from '../domain/appeal.js';
import { deskStatus } from '../domain/desk-answer.js';
import type { AppealResolvers } from '../generated/schema.js';
import { noDetails } from '../petitioner-details.js';
import { correctedAt } from '../shared/kept-details.js';
import { openCodeActs } from '../shared/open-code-acts.js';
import { coordinatesShown, type Particulars } from '../shared/particulars.js';
import { detailsIn, isNamedFor, shownFiles, shownText } from '../shared/petitioner-texts.js';
import { tagsIn } from '../shared/read-tags.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import { groupFor } from './group.js';
import { possibleRepeats } from './possible-repeats.js';
import { speakerFor } from './speaker.js';

const submission = ({ _id, state }: AppealDocument) => {
  if (state.submitted === null) throw new Error(`appeal ${_id} was never submitted`);
  return state.submitted;
};

const masked = (mask: (text: string) => string, value: string | null | undefined): string | null => (value ? mask(value) : null);

export const Appeal: AppealResolvers = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  actions: actionsOf(actionsOnAppeal, (appeal: AppealDocument) => ({ document: appeal, names: { appealId: appeal._id } })),
  unifiedCode: (appeal) => submission(appeal).unifiedCode,
  channel: (appeal, _, { tools }) => {
    const { channel } = submission(appeal);
    const known = tools.directory.channel(channel);
    return { code: channel, nameZh: known?.nameZh ?? channel, nameEn: known?.nameEn ?? channel };
  },
  region: (appeal) => ({ id: submission(appeal).regionId }),
  submittedAt: (appeal) => submission(appeal).receivedAt,
  restricted: (appeal) => latestScope(appeal.facts.scope, submission(appeal)).restricted,
  content: (appeal, _, context) => shownText(appeal, submission(appeal).content, context),
  attachments: (appeal, _, context) => shownFiles(appeal, submission(appeal).attachments, context),
  supplements: (appeal, _, context) =>
    Promise.all(
      appeal.state.supplements.map(async ({ id, at, content, attachments }) => ({
        id,
        at,
        text: await shownText(appeal, content, context),
        attachments: await shownFiles(appeal, attachments, context),
      })),
    ),
  particulars: async (appeal, _, context) => {
    const shown = await shownText(appeal, submission(appeal).particulars ?? null, context);
    if (shown === null) return null;
    const { tools, principal } = context;
    const { place, groups = [], ...said } = JSON.parse(shown) as Particulars;
    const coarse = submission(appeal).petitioner.protected;
    const isOwn = permit(tools.rules, 'appeal.numbers', principal, subjectOf(appeal)) !== null;
    return {
      ...said,
      place: place && { ...place, coordinates: coordinatesShown(place.coordinates, coarse) },
      groups: isOwn ? tools.peopleGroups.filter(({ code }) => groups.includes(code)) : [],
    };
  },
  petitioner: async (appeal, _, context) => {
    const { petitioner } = submission(appeal);
    const details = isNamedFor(appeal, context) ? await detailsIn(appeal, context) : noDetails;
    return {
      anonymous: petitioner.kind === 'ANONYMOUS',
      protected: petitioner.protected,
      speaker: await speakerFor(appeal, context),
      group: await groupFor(appeal, context),
      name: masked(maskName, details.name),
      telephone: masked(maskTelephone, details.telephone),
      identityNumber: masked(maskIdentityNumber, details.identityNumber),
      address: masked(maskAddress, details.address),
      contactCorrectedAt: correctedAt(appeal, 0),
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
    return { satisfaction, at, round, reason: await shownText(appeal, reason, context) };
  },
  withdrawal: async (appeal, _, context) => {
    const { withdrawal } = appeal.state;
    if (withdrawal === null) return null;
    const { number, at, setting, takeBackUntil, stands, takenBackAt, reason } = withdrawal;
    return { number, at, setting, takeBackUntil, stands, takenBackAt, reason: await shownText(appeal, reason, context) };
  },
  notSolved: async (appeal, _, context) => {
    const { notSolved } = appeal.state;
    if (notSolved === null) return null;
    return { round: notSolved.round, at: notSolved.at, reason: await shownText(appeal, notSolved.reason, context) };
  },
  tags: ({ state: { tags } }, _, { tools, principal }) => (principal.kind === 'PETITIONER' ? [] : tagsIn(tools, tags)),
  codeActs: ({ _id: id, state, facts }, _, { tools, principal }) =>
    openCodeActs({ id, state, facts, tools, now: tools.clock.now() }, principal.kind !== 'PETITIONER'),
  noticeChoice: ({ state }, _, { principal }) => state.contactPreferences[principal.person] ?? null,
  split: async (appeal, _, context) => {
    const { split } = appeal.state;
    if (split === null || permit(context.tools.rules, 'split.read', context.principal, subjectOf(appeal)) === null) return null;
    const textOf = (reference: TextReference | null) => textUnder('split.read', context, subjectOf(appeal), reference);
    const { splitOff } = appeal.facts;
    return {
      number: split.number,
      status: split.status,
      dueAt: split.clock.dueAt,
      complaintText: await textOf(split.complaint),
      ordinaryText: await textOf(split.ordinary),
      reason: await textOf(split.reason),
      ordinary: splitOff === null ? null : await context.appeals.load(splitOff),
    };
  },
  claimsConsultation: ({ state }) => state.claimsConsultation,
  deskAnswer: async (appeal, _, context) => {
    const { deskAnswer } = appeal.state;
    if (deskAnswer === null) return null;
    const { outcome, text, digest, unitId, at, confirmed } = deskAnswer;
    return {
      status: deskStatus(deskAnswer, appeal.facts),
      outcome: outcome as 'ANSWERED' | 'SOLVED',
      text: await shownText(appeal, text, context),
      digest,
      unit: { id: unitId },
      answeredAt: at,
      confirmedAt: confirmed?.at ?? null,
      form: confirmed?.form ?? null,
      satisfaction: confirmed?.satisfaction ?? null,
      slip: await shownFiles(appeal, confirmed?.attachments, context),
    };
  },
  repeatOf: ({ state: { repeatOf } }, _, { appeals }) => (repeatOf === null ? null : appeals.load(repeatOf.earlierId)),
  broughtAgain: ({ facts }, _, { appeals }) => (facts.broughtAgain === null ? null : appeals.load(facts.broughtAgain)),
  possibleRepeats: (appeal, _, context) => possibleRepeats(appeal, context),
  timeline: async ({ _id }, _, { timelines }) => (await timelines.load(_id))?.entries ?? [],
};
