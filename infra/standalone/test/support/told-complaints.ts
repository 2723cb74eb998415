// What happens to a complaint at one moment, and has to come out right in whatever order it is heard of.
import {
  AcceptEntryDocument,
  AddAccusedDocument,
  AnswerOrderDocument,
  AssessAppealDocument,
  AssignEntryDocument,
  ConcludeOrderDocument,
  ConfirmResultDocument,
  CountersignDocument,
  DecideDisagreementDocument,
  DecideWithdrawalDocument,
  DismissAppealDocument,
  FollowOwnAppealDocument,
  ListOrdersDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  ReadComplaintDocument,
  StateConsentDocument,
  TakeTrackDocument,
  WithdrawAppealDocument,
  WithdrawJointDecisionDocument,
} from '@daqidi/schemas/operations';
import {
  beginComplaint,
  cast,
  complaintCast,
  Declined,
  officer,
  type Person,
  streetOffice,
  usualParts,
} from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, smallSeed } from './embedded-world.js';
import { atOnce, quiet, type Request } from './told-races.js';

const { petitioner, inspector, lettersOfficer } = cast;
const { lettersInspector } = complaintCast;
const text = '街道办事处工作人员收取群众费用不开票据。';

/** Of the street office first, then at the head of the department that investigates. */
export const transferred = officer('is-transferred');

/** The small district, with somebody who is transferred in it. */
export const districtOfTransfers = () => {
  const seed = smallSeed();
  const postOf = ({ sub }: Person) => {
    const post = seed.posts.find(({ personId }) => personId === sub);
    invariant(post !== undefined, `${sub} holds a post`);
    return { ...post, personId: transferred.sub };
  };
  const posts = [
    { ...postOf(cast.handler), id: 'post.transferred-from', from: '2021-01-01', to: '2026-03-10' },
    { ...postOf(complaintCast.deputy), id: 'post.transferred-to', from: '2026-03-11', to: null },
  ];
  return { ...seed, posts: [...seed.posts, ...posts], officers: [...seed.officers, { id: transferred.sub, name: '调任者' }] };
};

interface Step {
  readonly person: Person;
  readonly operation: { readonly name: string };
}

/** The same world, in which the first such step of this person is asked at once with another one, before anybody hears of either. */
const atOnceWith = <Variables>(world: EmbeddedWorld, one: Step, other: () => Promise<Request<Variables>>): EmbeddedWorld => {
  let isOver = false;
  const ask: EmbeddedWorld['ask'] = async (person, operation, variables) => {
    if (isOver || operation.name !== one.operation.name || person.sub !== one.person.sub)
      return world.ask(person, operation, variables);
    isOver = true;
    const [answer] = await atOnce(world, { person, operation, variables }, await other());
    return answer as never;
  };
  return { ...world, ask };
};

/** What is due at this moment is said by its service, and heard by nobody before somebody acts. */
const comesDue = async ({ embedded, clock }: EmbeddedWorld, at: string, name: string): Promise<void> => {
  clock.set(at);
  await embedded.platform.services.find((service) => service.name === name)?.sweep();
};

const begin = (world: EmbeddedWorld, run: string) => beginComplaint(world, quiet(run), streetOffice(text));
type Begun = Awaited<ReturnType<typeof begin>>;

/** Names further accused; `by` has to see the case still. */
const accusation = async (world: EmbeddedWorld, { appealId, requestId }: Begun, accused: object, by = lettersInspector) => {
  const { appeal } = await world.ask(by, ReadComplaintDocument, { id: appealId });
  const expectedVersion = appeal?.supervision?.oversight?.version ?? 0;
  const input = { requestId: requestId(), appealId, expectedVersion, ...accused };
  return { person: by, operation: AddAccusedDocument, variables: { input } };
};

const refusalOf = async (asked: Promise<unknown>): Promise<string | null> =>
  asked.then(
    () => null,
    (error: unknown) => (error instanceof Declined ? (error.rule ?? error.code) : String(error)),
  );

const wish = async (world: EmbeddedWorld, { appealId, requestId }: Begun) => {
  const { appeal } = await world.ask(petitioner, FollowOwnAppealDocument, { id: appealId });
  const input = { requestId: requestId(), appealId, expectedVersion: appeal?.version ?? 0, reason: '不想再追究。' };
  return {
    person: petitioner,
    operation: WithdrawAppealDocument,
    variables: { input: { ...input, setting: 'OWN_ACCORD' as const } },
  };
};

const confirms = async (world: EmbeddedWorld, { toSign }: Begun): Promise<void> => {
  await world.ask(petitioner, ConfirmResultDocument, { input: { ...(await toSign()), satisfaction: 'SATISFIED' } });
};

/** The letters office wants to refuse it; answers what both tracks are to agree to. */
const proposesRefusal = async (world: EmbeddedWorld, { appealId, inTriage }: Begun): Promise<string> => {
  const refusal = { ground: 'FALSE', explanation: '初步了解未发现收费情况,拟不予受理。' } as const;
  const input = { ...(await inTriage()), ...refusal };
  // Nobody has heard of it when this is answered.
  const { errors } = await world.raw(lettersOfficer, DismissAppealDocument.source, { input });
  invariant(errors === undefined, JSON.stringify(errors));
  const { data } = await world.raw(lettersOfficer, ReadComplaintDocument.source, { id: appealId });
  const { appeal } = data as { appeal: { triage: { jointDecision: { digest: string } } } };
  return appeal.triage.jointDecision.digest;
};

const consent = ({ appealId, requestId }: Begun, person: Person, track: 'DISCIPLINE' | 'LETTERS', digest: string) => ({
  person,
  operation: StateConsentDocument,
  variables: { input: { requestId: requestId(), appealId, track, digest, agrees: true } },
});

type Story = (world: EmbeddedWorld, run: string) => Promise<string>;

/** The review of the letters office runs out of time, as that office turns out to be accused too: what was said of it is of the scope before. */
const overdueWithTheOldScope: Story = async (world, run) => {
  const complaint = await begin(world, run);
  await comesDue(world, '2026-03-06T02:00:00.000Z', 'triage');
  const { operation, person, variables } = await accusation(world, complaint, { unitIds: ['u-letters'] }, inspector);
  await world.ask(person, operation, variables);
  return complaint.appealId;
};

/** The unit that the verdict proposes turns out to be accused while the verdict is on its way: the case never comes to it. */
const accusedAfterTheVerdict: Story = async (world, run) => {
  let complaint: Begun | undefined;
  const accuses = async () => {
    invariant(complaint !== undefined, 'it has begun');
    return accusation(world, complaint, { unitIds: [usualParts.unitId] });
  };
  const [reviewer] = usualParts.reviewers;
  complaint = await begin(atOnceWith(world, { person: reviewer, operation: AssessAppealDocument }, accuses), run);
  await complaint.review();
  const to = async (unitId: string) =>
    world.ask(lettersOfficer, AssignEntryDocument, { input: { ...(await complaint.inLedger()), unitId } });
  const refused = await refusalOf(to(usualParts.unitId));
  invariant(refused !== null, 'a complaint is never given to whom it accuses');
  await to('u-market');
  return complaint.appealId;
};

/** Whoever agreed for the one track is accused at that moment: his successor is asked anew. */
const consentOfWhomItAccuses: Story = async (world, run) => {
  const complaint = await begin(world, run);
  const { appealId, requestId } = complaint;
  await complaint.takeTracks();
  const digest = await proposesRefusal(world, complaint);
  await world.settled();
  const accuses = await accusation(world, complaint, { officerIds: [inspector.sub] });
  await atOnce(world, consent(complaint, inspector, 'DISCIPLINE', digest), accuses);
  const successor = officer('city-office.officer');
  const { appeal } = await world.ask(successor, ReadComplaintDocument, { id: appealId });
  const takes = {
    requestId: requestId(),
    appealId,
    track: 'DISCIPLINE',
    expectedVersion: appeal?.supervision?.dual?.version ?? 0,
  } as const;
  await world.ask(successor, TakeTrackDocument, { input: takes });
  for (const each of [
    consent(complaint, lettersInspector, 'LETTERS', digest),
    consent(complaint, successor, 'DISCIPLINE', digest),
  ])
    await world.ask(each.person, each.operation, each.variables);
  return appealId;
};

/** While a refusal is proposed nobody passes it on; it is withdrawn as one track agrees to it, and the screening overtakes what was said. */
const proposalOvertakenByScreening: Story = async (world, run) => {
  const complaint = await begin(world, run);
  const { requestId, appealId, inTriage } = complaint;
  await complaint.takeTracks();
  const digest = await proposesRefusal(world, complaint);
  await world.settled();
  const refused = await refusalOf(world.ask(lettersOfficer, PassScreeningDocument, { input: await inTriage() }));
  invariant(refused === 'joint.open', `passed on while a refusal is proposed: ${refused}`);
  await atOnce(world, consent(complaint, inspector, 'DISCIPLINE', digest), {
    person: lettersOfficer,
    operation: WithdrawJointDecisionDocument,
    variables: { input: await inTriage() },
  });
  const late = consent(complaint, lettersInspector, 'LETTERS', digest);
  const none = await refusalOf(world.ask(late.person, late.operation, late.variables));
  invariant(none !== null, `agreed to what is withdrawn, under ${requestId()} of ${appealId}`);
  await complaint.review();
  return appealId;
};

/** Both tracks would agree before they have heard of what is proposed: they are refused, and agree when they have. */
const consentsBeforeTheProposal: Story = async (world, run) => {
  const complaint = await begin(world, run);
  await complaint.takeTracks();
  const digest = await proposesRefusal(world, complaint);
  const both = () => complaint.tracks.map(({ who, track }) => consent(complaint, who, track, digest));
  for (const { person, operation, variables } of both()) {
    const { errors } = await world.raw(person, operation.source, variables);
    invariant(errors?.[0]?.extensions?.['rule'] === 'joint.none', `agreed before: ${JSON.stringify(errors)}`);
  }
  await world.settled();
  for (const { person, operation, variables } of both()) await world.ask(person, operation, variables);
  return complaint.appealId;
};

/** The petitioner withdraws as the verdict is given: the request goes on with the case, whose next custodian accepts; it ends without him. */
const withdrawalAgainstTheVerdict: Story = async (world, run) => {
  let complaint: Begun | undefined;
  const withdraws = async () => {
    invariant(complaint !== undefined, 'it has begun');
    return wish(world, complaint);
  };
  const [reviewer] = usualParts.reviewers;
  complaint = await begin(atOnceWith(world, { person: reviewer, operation: AssessAppealDocument }, withdraws), run);
  await complaint.takeTracks();
  await complaint.review();
  const decision = { accepts: true, reason: '同意撤回,督办继续进行。' };
  await world.ask(lettersOfficer, DecideWithdrawalDocument, { input: { ...(await complaint.inLedger()), ...decision } });
  await complaint.investigate();
  await complaint.conclude('FOUND');
  await complaint.leadersSign();
  return complaint.appealId;
};

/** The petitioner withdraws as the last leader signs, or while it is being sealed: it comes too late. */
const withdrawnToo =
  (last: 'LAST_SIGNATURE' | 'SEALING'): Story =>
  async (world, run) => {
    let complaint: Begun | undefined;
    const withdraws = async () => {
      invariant(complaint !== undefined, 'it has begun');
      return wish(world, complaint);
    };
    const signs = { person: complaintCast.head, operation: CountersignDocument };
    const raced = last === 'LAST_SIGNATURE' ? atOnceWith(world, signs, withdraws) : whileSealing(world, withdraws);
    complaint = await begin(raced, run);
    await complaint.takeTracks();
    await complaint.review();
    await complaint.investigate();
    await complaint.conclude(null);
    await confirms(world, complaint);
    await complaint.leadersSign();
    return complaint.appealId;
  };

/** The same world, in which somebody acts as soon as the last leader has signed, before anybody hears of that. */
const whileSealing = <Variables>(world: EmbeddedWorld, other: () => Promise<Request<Variables>>): EmbeddedWorld => {
  const ask: EmbeddedWorld['ask'] = async (person, operation, variables) => {
    if (operation.name !== CountersignDocument.name || person.sub !== complaintCast.head.sub)
      return world.ask(person, operation, variables);
    const request = await other();
    const signed = await world.raw(person, operation.source, variables as never);
    invariant(signed.errors === undefined, JSON.stringify(signed.errors));
    await world.raw(request.person, request.operation.source, request.variables as never);
    await world.settled();
    return signed.data as never;
  };
  return { ...world, ask };
};

/** Handling is overdue as the unit states its result: closing waits for the order about it, which is heard of afterwards. */
const orderAgainstClosing: Story = async (world, run) => {
  let isDue = false;
  const late: EmbeddedWorld['ask'] = async (person, operation, variables) => {
    if (operation.name === ProposeResultDocument.name && !isDue) {
      isDue = true;
      await comesDue(world, '2026-04-20T02:00:00.000Z', 'assignment');
    }
    return world.ask(person, operation, variables);
  };
  const complaint = await begin({ ...world, ask: late }, run);
  await complaint.takeTracks();
  await complaint.review();
  await complaint.conclude(null);
  await complaint.investigate();
  await confirms(world, complaint);
  const refused = await refusalOf(complaint.leadersSign());
  invariant(refused === 'entry.orders-open', `closed over an order about handling: ${refused}`);
  const { supervisionOrders } = await world.ask(inspector, ListOrdersDocument, { first: 20 });
  for (const { node } of supervisionOrders.edges.filter((edge) => edge.node.unit !== null && edge.node.status === 'ISSUED')) {
    const about = { orderId: node.id, requestId: complaint.requestId() };
    const answer = { ...about, expectedVersion: node.version, text: '已按期补办,附核查报告。' };
    await world.ask(complaintCast.handler, AnswerOrderDocument, { input: answer });
    const conclusion = { ...about, requestId: complaint.requestId(), expectedVersion: node.version + 1 };
    await world.ask(inspector, ConcludeOrderDocument, { input: conclusion });
  }
  await world.ask(complaintCast.head, CountersignDocument, { input: await complaint.toSign() });
  await complaint.reach(({ stage }) => stage === 'CLOSED');
  return complaint.appealId;
};

/** Both tracks are overdue as they conclude: the orders about that hold nothing up. */
const trackOverdueAgainstItsConclusion: Story = async (world, run) => {
  const complaint = await begin(world, run);
  await complaint.takeTracks();
  await complaint.review();
  await complaint.investigate();
  await confirms(world, complaint);
  await comesDue(world, '2026-04-20T02:00:00.000Z', 'supervision');
  await complaint.conclude(null);
  await complaint.leadersSign();
  return complaint.appealId;
};

/** One track does not agree to a refusal, the other does: the conference lets the review go on. */
const disagreeOverRefusal = async (world: EmbeddedWorld, complaint: Begun): Promise<void> => {
  const digest = await proposesRefusal(world, complaint);
  await world.settled();
  const refuses = consent(complaint, inspector, 'DISCIPLINE', digest);
  const input = { ...refuses.variables.input, agrees: false, reason: '尚未调取票据存根,不宜认定不属实。' };
  await world.ask(inspector, StateConsentDocument, { input });
  const agrees = consent(complaint, lettersInspector, 'LETTERS', digest);
  await world.ask(agrees.person, agrees.operation, agrees.variables);
  const decision = { about: 'DECISION', agreed: false, reason: '应当受理并查清收费情况。' } as const;
  await world.ask(complaintCast.districtLeader, DecideDisagreementDocument, {
    input: { ...(await complaint.inDual()), ...decision },
  });
};

/**
 * The whole complaint: one track refuses its consent first, and in the middle an accused official is transferred to the head of the department
 * that investigates. The case leaves it, and another one finishes it.
 */
const accusedAppointedToTheUnit: Story = async (world, run) => {
  const other = { unitId: 'u-market', handler: officer('market.handler') };
  const leaders = { deputy: officer('market.deputy'), head: officer('market.head') };
  const matter = streetOffice(text);
  const complaint = await beginComplaint(world, quiet(run), { ...matter, parts: { ...usualParts, ...other, ...leaders } });
  const accuses = await accusation(world, complaint, { officerIds: [transferred.sub] });
  await world.ask(accuses.person, accuses.operation, accuses.variables);
  await complaint.takeTracks();
  await disagreeOverRefusal(world, complaint);
  await complaint.review();
  const { unitId, handler } = usualParts;
  await world.ask(lettersOfficer, AssignEntryDocument, { input: { ...(await complaint.inLedger()), unitId } });
  await world.ask(handler, AcceptEntryDocument, { input: await complaint.inLedger() });
  await world.passTime?.('2026-03-11T02:00:00.000Z');
  await complaint.reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNING');
  const { appeal } = await world.ask(handler, ReadComplaintDocument, { id: complaint.appealId });
  invariant(appeal === null, 'whoever he leads now sees it no longer');
  await complaint.investigate();
  await complaint.conclude(null);
  await confirms(world, complaint);
  await complaint.leadersSign();
  return complaint.appealId;
};

export const complaintRaces = {
  overdueWithTheOldScope,
  accusedAfterTheVerdict,
  consentOfWhomItAccuses,
  proposalOvertakenByScreening,
  consentsBeforeTheProposal,
  withdrawalAgainstTheVerdict,
  withdrawalAgainstTheLastSignature: withdrawnToo('LAST_SIGNATURE'),
  withdrawalAgainstSealing: withdrawnToo('SEALING'),
  orderAgainstClosing,
  trackOverdueAgainstItsConclusion,
  accusedAppointedToTheUnit,
} satisfies Readonly<Record<string, Story>>;
