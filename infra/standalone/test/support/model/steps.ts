// What people would do next with a case, and the input of each command: fitting, or varied at will.
import { type Case, type Entry, type Model, type Order, type TrackName, turnOf } from './cases.js';
import { type Command, documentOf, panelRoles, signersOf, versionOf } from './law.js';
import { everybody, holdersOf, people, type Somebody, township, village } from './people.js';
import { consentOf, holds, otherTrack, roleOfTrack, seatedAt, trackNames, tracksOpen } from './tracks.js';

type Input = Readonly<Record<string, unknown>>;

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;

const bits = { text: '已联系维修队,明日进场。', long: '已更换爆裂水管并清理积水,现场复验合格。' };
const subject = '城乡建设/城市建设和市政管理';
const reasonings = [
  { reasonableness: 'REASONABLE' },
  { reasonableness: 'UNREASONABLE' },
  { reasonableness: 'PARTLY_REASONABLE' },
];
const proposals = [
  { level: 'TOWNSHIP', proposedUnitId: `u-${township}` },
  { level: 'DISTRICT', proposedUnitId: 'u-housing' },
  { level: 'VILLAGE', proposedUnitId: `u-${village}` },
  { level: 'VILLAGE', proposedUnitId: `u-${township}` },
  { level: 'DISTRICT', proposedUnitId: 'u-nobody' },
];
const categories = ['RESOLUTION', 'SUGGESTION', 'COMPLAINT'];
const proxy = { name: '王小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' };
const forms = ['BY_CODE', 'PROXY', 'UNREACHABLE', 'ANONYMOUS_NOTICE', 'NO_PETITIONER', 'REFUSED', 'SIGNED'];

/** The rest of a command's input; `vary` 0 is the ordinary one. */
const restOf = (field: string, about: Case | null, vary: number): Input => {
  const digest = vary % 7 === 6 ? 'sm3:another' : (about?.entry?.digest ?? '');
  const satisfaction = pick(['SATISFIED', 'DISSATISFIED', 'VERY_SATISFIED'], vary);
  switch (field) {
    case 'noteTrack':
      return { text: bits.text };
    case 'concludeTrack':
      return { finding: pick(['SUBSTANTIATED', 'UNSUBSTANTIATED'], vary), text: bits.long };
    case 'stateConsent':
      return { digest: about?.dual?.asked?.digest ?? 'sm3:none', agrees: vary % 2 === 0, reason: bits.text };
    case 'decideDisagreement':
      return {
        about: about?.dual?.disagreement ?? 'DECISION',
        ...(about?.dual?.disagreement === 'CONCLUSIONS'
          ? { finding: pick(['SUBSTANTIATED', 'UNSUBSTANTIATED', 'PARTLY_SUBSTANTIATED'], vary) }
          : { agreed: vary % 2 === 0 }),
        reason: bits.long,
      };
    case 'supplementAppeal':
    case 'recordProgress':
      return { text: bits.text };
    case 'evaluateAppeal':
      return { satisfaction, ...(vary % 4 === 0 ? {} : { reason: bits.text }) };
    case 'viewPetitioner':
      return { purpose: bits.text };
    case 'dismissAppeal':
      return {
        ground: pick(['OUT_OF_SCOPE', 'FALSE', 'DUPLICATE_OF'], vary),
        explanation: bits.long,
        ...(vary % 5 < 3 ? {} : { duplicateOfId: vary % 5 === 3 ? 'y'.repeat(22) : about?.id }),
      };
    case 'recordOpinion':
      return { ...pick(reasonings, vary), text: bits.text };
    case 'assessAppeal':
      return {
        ...pick(proposals, vary),
        ...pick(reasonings, Math.floor(vary / 5)),
        ...(Math.floor(vary / 10) % 2 === 1 ? { reasonablePart: bits.text } : {}),
        category: pick(categories, Math.floor(vary / 3)),
        subject,
        grade: 'D2',
      };
    case 'assignEntry':
      return { unitId: pick(['u-housing', `u-${township}`, `u-${village}`, 'u-nobody'], vary) };
    case 'recordContactAttempt':
      return { means: 'VISIT' };
    case 'proposeResult':
      return {
        outcome: pick(['SOLVED', 'ADOPTED', 'PLANNED', 'EXPLAINED', 'SUBSTANTIATED', 'PARTLY_SUBSTANTIATED'], vary),
        text: bits.long,
      };
    case 'statePlan':
      return {
        steps: [{ text: bits.text, dueOn: '2027-06-30', officerId: about?.entry?.handler ?? 'nobody' }],
        ...(vary === 0 ? { reason: bits.text } : {}),
      };
    case 'confirmResult':
      return { digest, satisfaction };
    case 'fillPetitionerSlot':
      return {
        digest,
        form: pick(forms, vary),
        ...(vary % 4 === 3 ? {} : { satisfaction }),
        ...(vary % 3 === 2 ? {} : { queryCode: vary % 3 === 1 ? '0000-0000-0000-0000' : (about?.queryCode ?? '') }),
        ...(vary % 2 === 0 ? {} : { proxy }),
      };
    case 'countersign':
      return { digest };
    case 'refuseResult':
      return { digest, reason: bits.text, ...(vary % 2 === 0 ? {} : { queryCode: about?.queryCode ?? '' }) };
    case 'answerOrder':
      return { text: bits.long };
    default:
      return {};
  }
};

const unversioned = new Set(['viewPetitioner', 'recordOpinion', 'noteTrack', 'stateConsent']);
const ofTrack = new Set(['takeTrack', 'noteTrack', 'concludeTrack', 'stateConsent']);

/** Mostly that of his own office. */
const trackFor = ({ role }: Somebody, vary: number): TrackName => {
  const own = role === 'LETTERS_OFFICER' ? 'LETTERS' : 'DISCIPLINE';
  return vary % 5 === 4 ? otherTrack(own) : own;
};

/** A command on a case at the version that is there, or on one that is not there. */
export const commandOn = (who: Somebody, field: string, about: Case | null, vary = 0, order?: Order): Command => {
  const document = documentOf(field);
  const ofOrder = document === 'order';
  const version = about === null ? 1 : versionOf(about, document, order);
  const name = ofOrder ? {} : { appealId: about?.id ?? 'x'.repeat(22) };
  const seen = unversioned.has(field) ? {} : { expectedVersion: version };
  const track = ofTrack.has(field) ? { track: trackFor(who, vary) } : {};
  const input = { ...name, ...seen, ...track, ...restOf(field, about, vary) };
  return { who, field, about, input, ...(ofOrder && order !== undefined ? { order } : {}) };
};

const reviewers = (about: Case): readonly Somebody[] => {
  const { review, path } = about;
  return everybody.filter(
    ({ role, region, sub, unit }) =>
      role !== null &&
      panelRoles(review).includes(role) &&
      path.includes(region) &&
      !about.barred.includes(unit) &&
      (review.stage !== 'ASSESSING' || (review.screener !== sub && !review.opinions.includes(sub))),
  );
};

/** What is a secret is a complaint for a department, where it is not to be agreed to by both tracks. */
const verdictsOn = ({ restricted }: Case): readonly number[] => [...(restricted ? [61] : []), 0, 1, 2, 15, 16, 6, 25];

const ofReview = (about: Case): readonly Command[] => {
  const { review } = about;
  const panel = reviewers(about);
  if (review.stage === 'SCREENING') {
    return panel.flatMap((who) => [
      commandOn(who, 'passScreening', about),
      ...[0, 3, 4, 5].map((vary) => commandOn(who, 'dismissAppeal', about, vary)),
    ]);
  }
  if (review.stage !== 'ASSESSING') return [];
  const opinions = panel.map((who) => commandOn(who, 'recordOpinion', about));
  if (review.opinions.length < 2) return opinions;
  const chair = everybody.find(({ sub }) => sub === review.opinions[0]);
  const verdicts = chair === undefined ? [] : verdictsOn(about).map((vary) => commandOn(chair, 'assessAppeal', about, vary));
  return [...verdicts, ...opinions];
};

const slotFillers = (about: Case, entry: Entry): readonly Command[] => {
  const slot = turnOf(entry);
  if (slot === null) return [];
  if (slot !== 'PETITIONER') {
    // Whoever leads in the line may try: he who has signed already, too.
    const leaders = entry.line.flatMap((unit) => [...holdersOf(unit, 'LEADER_IN_CHARGE'), ...holdersOf(unit, 'MAIN_LEADER')]);
    return [
      ...signersOf(entry, slot).flatMap((who) => [commandOn(who, 'countersign', about), commandOn(who, 'refuseResult', about)]),
      ...leaders.map((who) => commandOn(who, 'countersign', about)),
    ];
  }
  const himself = [people.petitioner, people.neighbour].filter(({ sub }) => sub === about.petitioner);
  return [
    ...himself.flatMap((who) => [commandOn(who, 'confirmResult', about), commandOn(who, 'refuseResult', about)]),
    ...[0, 1, 2, 3, 4, 5, 7, 8, 15].map((vary) => commandOn(people.clerk, 'fillPetitionerSlot', about, vary)),
    commandOn(people.deputy, 'countersign', about),
    commandOn(people.townshipClerk, 'recordContactAttempt', about),
    commandOn(people.clerk, 'recordContactAttempt', about),
    commandOn(people.townshipClerk, 'refuseResult', about, 1),
    commandOn(people.clerk, 'refuseResult', about),
  ];
};

const ofEntry = (about: Case): readonly Command[] => {
  const { entry } = about;
  if (entry === null) return [];
  const handlers = holdersOf(entry.line[0] ?? '', 'HANDLER');
  // Whoever stands above may try.
  const above = entry.line.slice(1).flatMap((unit) => holdersOf(unit, 'HANDLER'));
  const outcome = { SUGGESTION: 1, COMPLAINT: 4 }[entry.category] ?? 0;
  switch (entry.stage) {
    case 'ASSIGNING':
      return [0, 1, 2].map((vary) => commandOn(people.lettersOfficer, 'assignEntry', about, vary));
    case 'ASSIGNED':
      return [...handlers, ...above].map((who) => commandOn(who, 'acceptEntry', about));
    case 'HANDLING':
      return handlers.flatMap((who) => [
        commandOn(who, 'proposeResult', about, outcome),
        ...[0, 1].map((vary) => commandOn(who, 'statePlan', about, vary)),
        commandOn(who, 'recordProgress', about),
        commandOn(who, 'viewPetitioner', about),
        ...[1, 2, 3, 4, 5].map((vary) => commandOn(who, 'proposeResult', about, vary)),
      ]);
    case 'SIGNING_OFF':
      return slotFillers(about, entry);
    case 'CLOSED':
      return about.evaluated === null ? [commandOn(people.petitioner, 'evaluateAppeal', about, 2)] : [];
  }
};

/** What the tracks could do: answer what they are asked, conclude, note; whoever reviewed the case may try, too. */
const ofTracks = (about: Case): readonly Command[] => {
  const { dual } = about;
  if (dual === null) return [];
  const heldBy = (open: (name: TrackName) => boolean) =>
    trackNames.filter(open).flatMap((name) => everybody.filter(({ sub }) => holds(about, name, sub)));
  const held = heldBy(() => true);
  const isAsked = dual.asked !== null && dual.disagreement === null;
  const answering = isAsked ? heldBy((name) => consentOf(about, name) === null) : [];
  const concluding = heldBy((name) => dual.tracks[name].finding === null);
  const free = trackNames.filter((name) => !held.some(({ role }) => role === roleOfTrack(name)));
  const commands = (who: Somebody, field: string, ...varied: readonly number[]) =>
    varied.map((vary) => commandOn(who, field, about, vary));
  return [
    ...(dual.disagreement === null ? [] : commands(people.districtLeader, 'decideDisagreement', 1, 0)),
    ...answering.flatMap((who) => commands(who, 'stateConsent', 0, 1)),
    ...free.flatMap((name) => seatedAt(about, name).flatMap((who) => commands(who, 'takeTrack', 0))),
    ...concluding.flatMap((who) => commands(who, 'concludeTrack', 0, 1)),
    ...held.flatMap((who) => commands(who, 'noteTrack', 0)),
    ...(dual.asked === null ? [] : commands(people.lettersOfficer, 'withdrawJointDecision', 0)),
  ];
};

/** Nothing goes on before the tracks have spoken. */
const waitsForTracks = (about: Case): boolean =>
  about.review.joint !== null || (about.entry !== null && turnOf(about.entry) === 'MAIN_LEADER' && tracksOpen(about));

const ofOrders = (about: Case): readonly Command[] =>
  about.orders.flatMap((order) => {
    if (order.status === 'CONCLUDED') return [];
    if (order.status === 'ANSWERED') return [commandOn(people.inspector, 'concludeOrder', about, 0, order)];
    const { unit, panel } = order;
    const answers =
      unit === null
        ? everybody.filter(({ role, region }) => role === panel?.role && region === panel.region)
        : [...holdersOf(unit, 'HANDLER'), ...holdersOf(unit, 'LETTERS_OFFICER')];
    return answers.map((who) => commandOn(who, 'answerOrder', about, 0, order));
  });

/** What somebody could well do now; the way forward first. Not all of it is legal: the law decides. */
export const nextSteps = (about: Case): readonly Command[] => [
  ...(waitsForTracks(about) ? ofTracks(about) : []),
  ...ofReview(about),
  ...ofEntry(about),
  ...ofOrders(about),
  ...(waitsForTracks(about) ? [] : ofTracks(about)),
  commandOn(people.clerk, 'supplementAppeal', about),
];

const submitters = [people.petitioner, people.clerk, people.neighbour, people.townshipClerk, people.gridWorker, people.handler];
const places = [village, township, '511902', '999999', `${village}-g9`];
const accusations = [undefined, [`u-${township}`], [`u-${village}`], ['u-housing'], ['u-nobody']];

export const submission = (who: number, place: number, accused: number, channel: number): Command => {
  const accusedUnitIds = pick(accusations, accused);
  return {
    who: pick(submitters, who),
    field: 'submitAppeal',
    about: null,
    input: {
      channel: pick(['WINDOW', 'SENSOR', 'MINI_PROGRAM', 'NOBODY'], channel),
      regionId: pick(places, place),
      text: '小区三栋二单元的水管爆裂三天了,请尽快修复。',
      ...pick([{ petitioner: { name: '王小明', telephone: '13900001234' } }, { anonymous: true }, {}], channel + who),
      ...(accusedUnitIds === undefined ? {} : { accusedUnitIds }),
    },
  };
};

export const caseAt = ({ cases }: Model, at: number): Case | null => (cases.length === 0 ? null : pick(cases, at));
