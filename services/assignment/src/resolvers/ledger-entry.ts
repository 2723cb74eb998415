import { permit } from '@daqidi/identity';
import { withdrawalView } from '@daqidi/kernel';
import type { AssignmentEvents, Attachment, TextReference } from '@daqidi/schemas';
import { actionsOf, attachmentsOf, textUnder } from '@daqidi/service';
import { actionsOnEntry } from '../actions.js';
import type { Context } from '../context.js';
import type { FilledSlot } from '../domain/entry.js';
import { isGroup, representativesOf } from '../domain/group.js';
import type { RequestKind } from '../domain/request.js';
import { vacancyAt } from '../entry-command.js';
import type { LedgerEntryResolvers, ProxyInput } from '../generated/schema.js';
import { draftsOf } from '../shared/drafts.js';
import { type EntryDocument, subjectOf } from '../subject.js';
import { regionOf, unitOf } from './directory.js';
import { historyPage } from './history.js';
import { currentPlan, statedPlan } from './plan.js';
import { publicationFileOf } from './publications.js';
import { amongOffices, currentRequest, decidedRequest, groundOf, noPage } from './requests.js';

const textFor = (document: EntryDocument, reference: TextReference, context: Context) =>
  textUnder('appeal.content', context, subjectOf(document), reference);

const filesFor = async (document: EntryDocument, attachments: readonly Attachment[] | undefined, context: Context) =>
  permit(context.tools.rules, 'appeal.content', context.principal, subjectOf(document)) === null
    ? []
    : attachmentsOf(attachments ?? [], context);

/** The texts of one entry. */
const textsOf = (document: EntryDocument, context: Context) => (reference: TextReference) =>
  textFor(document, reference, context);

/** Without the name: whoever needs that looks at the document. */
const proxyOf = async (document: EntryDocument, { form, evidence }: FilledSlot, context: Context) => {
  const kept = form === 'PROXY' && evidence !== null ? await textFor(document, evidence, context) : null;
  if (kept === null) return null;
  const { relation, document: shown, reference } = JSON.parse(kept) as ProxyInput;
  return { relation, document: shown, reference };
};

const opened = ({ _id, state }: EntryDocument) => {
  if (state.opened === null) throw new Error(`entry ${_id} was never opened`);
  return state.opened;
};

/** Who signed, where that is an officer: the petitioner is not named here. */
const signer = ({ slot, form, by }: Pick<FilledSlot, 'slot' | 'by'> & { readonly form?: FilledSlot['form'] }) =>
  slot === 'PETITIONER' && (form === 'SIGNED' || form === 'WITHDRAWN' || by.post === null) ? null : { id: by.person };

type Decided = 'ObjectionDecided' | 'ExtensionDecided' | 'PauseDecided';

/** A page of what was decided of one kind of request. */
const decidedRequests = <Kind extends Decided>(
  kind: RequestKind,
  type: Kind,
  isGranted: (data: AssignmentEvents[Kind]) => boolean,
) =>
  historyPage(type, ({ at, by, data }, document, context) =>
    decidedRequest(kind, { ...data, at, by: by.person, granted: isGranted(data) }, textsOf(document, context), context),
  );

export const LedgerEntry: LedgerEntryResolvers<Context> = {
  id: ({ _id }) => _id,
  appeal: (document) => ({ id: document._id, ledgerEntry: document }),
  version: ({ version }) => version,
  actions: actionsOf(actionsOnEntry, (document: EntryDocument) => ({ document, names: { appealId: document._id } })),
  stage: ({ state }) => (state.stage === 'NONE' ? 'ASSIGNING' : state.stage),
  round: ({ state }) => state.round,
  category: (document) => opened(document).category,
  book: (document) => opened(document).book,
  region: (document, _, context) => regionOf(opened(document).regionId, context),
  holder: (document, _, context) => unitOf(document.state.holderUnitId ?? opened(document).holderUnitId, context),
  handler: ({ state }) => (state.handlerId === null ? null : { id: state.handlerId }),
  waitingFor: (document, _, { tools }) => vacancyAt(tools, document, tools.clock.now()),
  clock: ({ state }) => state.clock,
  signingClock: ({ state }) => state.signingClock,
  acceptingClock: ({ state }) => state.acceptingClock,
  request: amongOffices(null, (document, _, context) => currentRequest(document, textsOf(document, context), context)),
  objections: amongOffices(
    noPage,
    decidedRequests('OBJECTION', 'ObjectionDecided', ({ upheld }) => upheld),
  ),
  extensions: amongOffices(
    noPage,
    decidedRequests('EXTENSION', 'ExtensionDecided', ({ granted }) => granted),
  ),
  pauseRequests: amongOffices(
    noPage,
    decidedRequests('PAUSE', 'PauseDecided', ({ granted }) => granted),
  ),
  extendedDays: ({ state }) => state.extendedDays,
  pause: ({ state: { pause } }, _, context) =>
    pause && { ground: groundOf(pause.ground, context), from: pause.from, until: pause.until, lapsed: null },
  pauses: historyPage('HandlingResumed', ({ data: { ground, from, to: until, lapsed } }, _, context) => ({
    ground: groundOf(ground, context),
    from,
    until,
    lapsed,
  })),
  bounces: amongOffices(0, ({ state }) => state.objections.bounces),
  progress: historyPage('ProgressRecorded', async ({ at, by, data }, document, context) => ({
    at,
    by: { id: by.person },
    text: await textFor(document, data.text, context),
    attachments: await filesFor(document, data.attachments, context),
  })),
  drafts: async ({ _id }, _, { tools: { store, model }, principal }) => [
    ...(await draftsOf({ store, drafts: model.drafts }, principal, _id)),
  ],
  grade: ({ facts }) => facts.assessed?.grade ?? null,
  helpers: ({ facts }, _, context) => (facts.assessed?.helperUnitIds ?? []).map((id) => unitOf(id, context)),
  commonProblem: ({ facts }) => facts.assessed?.commonProblem ?? false,
  complex: ({ facts }) => facts.assessed?.complex ?? false,
  plan: (document, _, context) => currentPlan(document, textsOf(document, context), context),
  plans: historyPage('PlanStated', (row, document, context) => statedPlan(row, document, textsOf(document, context), context)),
  contactAttempts: historyPage('ContactAttempted', ({ at, by, data: { on, means, personId } }, { state }) => ({
    at,
    on,
    means,
    by: { id: by.person },
    representative: personId === undefined ? null : representativesOf(state).indexOf(personId) + 1,
  })),
  result: async (document, _, context) => {
    const { result } = document.state;
    if (result === null) return null;
    const { resultId: id, round, outcome, digest, at, part, record } = result;
    return {
      id,
      round,
      outcome,
      digest,
      at,
      record,
      text: await textFor(document, result.text, context),
      attachments: await filesFor(document, result.attachments, context),
      substantiatedPart: part && (await textFor(document, part, context)),
    };
  },
  slots: async (document, _, context) => {
    const { state } = document;
    if (state.result === null) return [];
    const { directory, clock, rules } = context.tools;
    const mayRead = permit(rules, 'signature.seconds', context.principal, subjectOf(document)) !== null;
    const slots = directory.policy(clock.now()).countersignOrder.map(async (name) => {
      const filled = state.slots.find(({ slot }) => slot === name);
      const none = {
        form: null,
        by: null,
        postId: null,
        at: null,
        satisfaction: null,
        proxy: null,
        attachments: [],
        openedSeconds: null,
      };
      if (filled === undefined) return { name, ...none };
      const { form, at, satisfaction, by } = filled;
      const openedSeconds = mayRead ? (filled.openedSeconds ?? null) : null;
      const proxy = await proxyOf(document, filled, context);
      const postId = form === 'WITHDRAWN' ? null : by.post;
      const attachments = await filesFor(document, filled.attachments, context);
      return { name, form, at, satisfaction, by: signer(filled), postId, proxy, attachments, openedSeconds };
    });
    return Promise.all(slots);
  },
  representatives: async (document, _, context) => {
    const { answers } = document.state;
    if (!isGroup(document.state)) return null;
    const said = representativesOf(document.state).map(async (personId, index) => {
      const answer = answers.find((one) => one.personId === personId);
      const reason = answer?.reason ? await textFor(document, answer.reason, context) : null;
      const { agrees = null, satisfaction = null, at = null } = answer ?? {};
      return { number: index + 1, agrees, satisfaction, at, reason };
    });
    return Promise.all(said);
  },
  refusals: historyPage('ResultRefused', async ({ at, by, data: { slot, reason } }, document, context) => ({
    slot,
    by: signer({ slot, by }),
    at,
    reason: await textFor(document, reason, context),
  })),
  sealingSince: ({ state: { stage, closing } }) => (stage === 'CLOSED' ? null : (closing?.signedAt ?? null)),
  heldUpBy: ({ state }) => state.closing?.heldUp?.reason ?? null,
  reopening: async (document, _, context) => {
    const { reopening } = document.state;
    if (reopening === null) return null;
    const { round, askedAt, clock, reopened, decidedAt, by, reason } = reopening;
    return {
      round,
      askedAt,
      dueAt: clock.dueAt,
      provisional: clock.provisional,
      reopened,
      decidedAt,
      by: by === null ? null : { id: by },
      reason: reason && (await textFor(document, reason, context)),
    };
  },
  rounds: historyPage('AppealReopened', async ({ data: { before } }, document, context) => ({
    round: before.round,
    outcome: before.outcome,
    digest: before.digest,
    closedAt: before.closedAt,
    record: before.record,
    text: await textFor(document, before.text, context),
    substantiatedPart: before.part && (await textFor(document, before.part, context)),
    slots: before.slots.map(({ slot, form: word, person, post, at, satisfaction }) => {
      const form = word as FilledSlot['form'];
      return { name: slot, form, at, satisfaction, by: signer({ slot, form, by: { person, post } }) };
    }),
  })),
  withdrawal: async (document, _, context) => {
    const { withdrawal } = document.state;
    if (withdrawal === null) return null;
    const { reason } = withdrawal;
    return withdrawalView(withdrawal, reason && (await textFor(document, reason, context)));
  },
  leader: (
    {
      facts: {
        following: { leaderId },
      },
    },
    _,
    { entries },
  ) => (leaderId === null ? null : entries.load(leaderId)),
  publication: ({ _id }, _, context) => publicationFileOf(_id, context),
  worthReusing: ({ state }) => state.worthReusing,
  closedAt: ({ state }) => state.closedAt,
};
