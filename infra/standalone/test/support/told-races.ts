import {
  AnswerSuggestionsDocument,
  ContestDismissalDocument,
  CountersignDocument,
  DecideContestDocument,
  DecideWithdrawalDocument,
  DismissAppealDocument,
  FollowOwnAppealDocument,
  PassScreeningDocument,
  ReadTriageCaseDocument,
  SubmitAppealDocument,
  type TypedOperation,
  VersionsDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, Declined, dataOf, demoPlace, ordinarySteps, type Person, type Play, usualTroupe } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import type { EmbeddedWorld } from './embedded-world.js';

export const quiet = (run: string): Play => ({ run, narrate: () => undefined, troupe: usualTroupe });

export interface Request<Variables> {
  readonly person: Person;
  readonly operation: TypedOperation<unknown, Variables>;
  readonly variables: Variables;
}

/** Asked before anything that either leads to is delivered. Both have to be accepted; answers what each got. */
export const atOnce = async <One, Other>(
  world: EmbeddedWorld,
  one: Request<One>,
  other: Request<Other>,
): Promise<readonly unknown[]> => {
  const answers = await Promise.all(
    [one, other].map(({ person, operation, variables }) =>
      world.raw(person, operation.source, variables as Record<string, unknown>),
    ),
  );
  await world.settled();
  return answers.map((answer) => dataOf(answer as never));
};

/** A refusal of the first review that is contested; whether that stands, the panel above decides. Answers its id. */
export const playContest = async (world: EmbeddedWorld, run: string, upholds: boolean): Promise<string> => {
  const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, {
    input: { requestId: `${run}-submit`, channel: 'QR_CODE', regionId: demoPlace.village, text: '村口水管漏水,无人修理。' },
  });
  const appealId = submitAppeal.appeal.id;
  const version = async () => (await world.ask(cast.villageReviewer, VersionsDocument, { id: appealId })).appeal?.triage?.version;
  const refusal = { ground: 'FALSE', explanation: '现场查看时未见漏水,已当面说明。' } as const;
  await world.ask(cast.villageReviewer, DismissAppealDocument, {
    input: { requestId: `${run}-dismiss`, appealId, expectedVersion: (await version()) ?? 0, ...refusal },
  });
  const contest = { expectedVersion: (await version()) ?? 0, reason: '早晚用水时漏得厉害。' };
  await world.ask(cast.petitioner, ContestDismissalDocument, { input: { requestId: `${run}-ask`, appealId, ...contest } });
  const explanation = upholds ? '早晨复查确有漏水,继续受理。' : '早晚两次复查均未见漏水,维持原决定。';
  const decision = { expectedVersion: (await version()) ?? 0, upholds, explanation };
  await world.ask(cast.lettersReviewer, DecideContestDocument, { input: { requestId: `${run}-decide`, appealId, ...decision } });
  return appealId;
};

/** A suggestion that is not adopted: its petitioner is told why, and signs. Answers its id. */
export const playNotAdopted = async (world: EmbeddedWorld, run: string): Promise<string> => {
  const { requestId, begin } = ordinarySteps(world, quiet(run));
  const { petitioner, handler } = cast;
  const { appealId, inLedger, sign } = await begin({ petitioner, text: '建议把文化广场改为停车场。', category: 'SUGGESTION' });
  const { expectedVersion } = await inLedger();
  const answer = { outcome: 'NOT_ADOPTED', text: '广场为规划公共绿地,不能改变用途;已在北侧道路另划车位。' } as const;
  const entries = [{ appealId, expectedVersion }];
  await world.ask(handler, AnswerSuggestionsDocument, { input: { requestId: requestId(), entries, ...answer } });
  await sign(petitioner);
  return appealId;
};

/**
 * The petitioner asks to withdraw while the last signature is due. Where that is accepted first there is nothing left to sign; where the last
 * signature comes before anybody has heard of it, it comes too late. Answers its id.
 */
export const playRace = async (world: EmbeddedWorld, run: string, first: 'WITHDRAWAL' | 'CLOSING'): Promise<string> => {
  const { requestId, begin } = ordinarySteps(world, quiet(run));
  const { petitioner, deputy, head } = cast;
  const matter = await begin({ petitioner, text: '楼顶漏雨,请协调维修。', category: 'RESOLUTION' });
  const { appealId, propose, toSign, inLedger, reach, confirm } = matter;
  await propose('已维修楼顶防水。');
  await confirm(petitioner);
  await world.ask(deputy, CountersignDocument, { input: await toSign() });
  const own = async () => (await world.ask(petitioner, FollowOwnAppealDocument, { id: appealId })).appeal;
  const wish = { reason: '不想再追究。', setting: 'OWN_ACCORD' } as const;
  const withdraws = { requestId: requestId(), appealId, expectedVersion: (await own())?.version ?? 0, ...wish };
  const signs = await toSign();
  if (first === 'CLOSING') {
    await atOnce(
      world,
      { person: petitioner, operation: WithdrawAppealDocument, variables: { input: withdraws } },
      { person: head, operation: CountersignDocument, variables: { input: signs } },
    );
    await reach(({ stage }) => stage === 'CLOSED');
    return appealId;
  }
  await world.ask(petitioner, WithdrawAppealDocument, { input: withdraws });
  const decision = { accepts: true, reason: '本人意愿,同意撤回。' };
  await world.ask(deputy, DecideWithdrawalDocument, { input: { ...(await inLedger()), ...decision } });
  await reach(({ stage }) => stage === 'WITHDRAWN');
  const { expectedVersion } = await inLedger();
  const late = world.ask(head, CountersignDocument, { input: { ...signs, requestId: requestId(), expectedVersion } });
  const refused = await late.then(
    () => null,
    (error: unknown) => (error instanceof Declined ? error.code : String(error)),
  );
  invariant(refused === 'RULE_VIOLATION', `the last signature after the withdrawal: ${refused}`);
  return appealId;
};

/** Of three about one matter the second is linked to the first, and the third to the second, at once. Answers their ids, the oldest first. */
export const playCrossedLinks = async (world: EmbeddedWorld, run: string): Promise<readonly string[]> => {
  const brought: string[] = [];
  for (const number of [1, 2, 3]) {
    const person: Person = number === 1 ? cast.petitioner : { sub: `petitioner-${number}`, kind: 'PETITIONER' };
    const input = { requestId: `${run}-submit-${number}`, channel: 'MINI_PROGRAM', regionId: demoPlace.village };
    const text = `西门巷路面塌陷,已有 ${number} 户进出不便。`;
    const { submitAppeal } = await world.ask(person, SubmitAppealDocument, { input: { ...input, text } });
    brought.push(submitAppeal.appeal.id);
  }
  const [oldest = '', middle = '', latest = ''] = brought;
  const version = async (id: string) =>
    (await world.ask(cast.villageReviewer, ReadTriageCaseDocument, { id })).triageCase?.version ?? 0;
  const passes = async (appealId: string, followsId?: string) => ({
    person: cast.villageReviewer,
    operation: PassScreeningDocument,
    variables: {
      input: {
        requestId: `${run}-pass-${brought.indexOf(appealId)}`,
        appealId,
        expectedVersion: await version(appealId),
        ...(followsId === undefined ? {} : { followsId }),
      },
    },
  });
  const { person, operation, variables } = await passes(oldest);
  await world.ask(person, operation, variables);
  await atOnce(world, await passes(middle, oldest), await passes(latest, middle));
  return brought;
};
