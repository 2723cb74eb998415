import {
  AcceptEntryDocument,
  AnswerAtDeskDocument,
  AssessAppealDocument,
  AssignEntryDocument,
  ConfirmDeskAnswerDocument,
  ConfirmResultDocument,
  CountersignDocument,
  CountersignManyDocument,
  DecideDeskAnswersDocument,
  DismissAppealDocument,
  EvaluateAppealDocument,
  FillPetitionerSlotDocument,
  FollowOwnAppealDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  ReadComplaintDocument,
  ReadDeskAnswerDocument,
  ReadEntryDocument,
  RecordContactAttemptDocument,
  RecordOpinionDocument,
  RecordProgressDocument,
  RefuseResultDocument,
  ReportNotSolvedDocument,
  ReportStepDoneDocument,
  StatePlanDocument,
  SubmitAppealDocument,
  TakeTrackDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { caseInputs, requestIdsOf } from '../demo/case-inputs.js';
import { Declined, type Person, type World } from '../demo/world.js';
import { peopleFor } from './people.js';
import type { Act, CasePlan } from './plan-month.js';

export interface MonthCase {
  readonly plan: CasePlan;
  /** Does one step. Rejects with a `Declined` where the platform refuses it. */
  act(act: Act): Promise<void>;
}

/** `appealOf`: the id of another case of the month, once it was handed in. */
export const createMonthCase = (world: World, run: string, plan: CasePlan, named: Map<number, string>): MonthCase => {
  const { ask } = world;
  const requestId = requestIdsOf(`${run}-${plan.number}`);
  const people = peopleFor(plan);
  const { petitioner, screener, reviewers, handler, lettersOfficer } = people;
  const idOf = (number: number): string => named.get(number) ?? '';
  const id = (): string => idOf(plan.number);
  const question = plan.kind === 'QUESTION';

  const look = async () => {
    const variables = { id: id() };
    if (plan.kind === 'RESTRICTED') return (await ask(people.looker, ReadComplaintDocument, variables)).appeal;
    return (await ask(people.looker, VersionsDocument, variables)).appeal;
  };
  const dualVersion = async () =>
    (await ask(people.looker, ReadComplaintDocument, { id: id() })).appeal?.supervision?.dual?.version ?? 0;
  const asked = () => ask(petitioner, ReadDeskAnswerDocument, { id: id() });
  const inputs = () => caseInputs(id(), requestId, look);
  const inTriage = () => inputs().inTriage();
  const inLedger = () => inputs().inLedger();
  const toSign = () => inputs().toSign();
  const inIntake = async () => {
    const { appeal } = await ask(petitioner, FollowOwnAppealDocument, { id: id() });
    return { requestId: requestId(), appealId: id(), expectedVersion: appeal?.version ?? 0 };
  };
  const succeeded = (refusal: { readonly messageEn: string; readonly rule: string | null } | null | undefined): void => {
    if (refusal != null) throw new Declined(refusal.messageEn, 'RULE_VIOLATION', refusal.rule);
  };

  const sign = async (who: Person): Promise<void> => {
    const { appealId, ...rest } = await toSign();
    if (!question) {
      await ask(who, CountersignDocument, { input: { appealId, ...rest } });
      return;
    }
    const { requestId: request, expectedVersion, digest } = rest;
    const items = [{ appealId, expectedVersion, digest }];
    const { countersignMany } = await ask(who, CountersignManyDocument, { input: { requestId: request, items } });
    succeeded(countersignMany.results[0]?.refusal);
  };

  const acts: Readonly<Record<Act, () => Promise<unknown>>> = {
    submit: async () => {
      const telephone = `139${String(10_000_000 + plan.number * 7_919).slice(-8)}`;
      const { submitAppeal } = await ask(people.submitter, SubmitAppealDocument, {
        input: {
          requestId: requestId(),
          channel: plan.channel,
          regionId: plan.village,
          text: plan.text,
          ...(plan.anonymous ? { anonymous: true } : { petitioner: { name: `群众${plan.petitioner.slice(11)}`, telephone } }),
          ...(question ? { consultation: true } : {}),
          ...(plan.kind === 'RESTRICTED' ? { accusedUnitIds: [`u-${plan.township}`] } : {}),
        },
      });
      named.set(plan.number, submitAppeal.appeal.id);
    },
    'take-tracks': async () => {
      for (const { who, track } of people.trackers) {
        const input = { requestId: requestId(), appealId: id(), expectedVersion: await dualVersion(), track };
        await ask(who, TakeTrackDocument, { input });
      }
    },
    pass: async () => ask(screener, PassScreeningDocument, { input: await inTriage() }),
    dismiss: async () => {
      const explanation = '经核实反映情况与实际不符,已当面解释说明。';
      return ask(screener, DismissAppealDocument, { input: { ...(await inTriage()), ground: 'FALSE', explanation } });
    },
    join: async () => {
      const explanation = '与您此前反映的是同一事项,已合并办理。';
      const duplicateOfId = idOf(plan.repeats ?? -1);
      const input = { ...(await inTriage()), ground: 'DUPLICATE_OF', duplicateOfId, explanation } as const;
      return ask(screener, DismissAppealDocument, { input });
    },
    opinions: async () => {
      for (const who of reviewers) {
        const input = {
          requestId: requestId(),
          appealId: id(),
          reasonableness: 'REASONABLE',
          text: '诉求合理,应予办理。',
        } as const;
        await ask(who, RecordOpinionDocument, { input });
      }
    },
    assess: async () => {
      const restricted = plan.kind === 'RESTRICTED';
      const input = {
        ...(await inTriage()),
        reasonableness: 'REASONABLE',
        category: restricted ? 'COMPLAINT' : plan.matter.category,
        subject: plan.matter.subject,
        level: restricted ? 'DISTRICT' : plan.level,
        grade: plan.grade,
        proposedUnitId: people.unit,
      } as const;
      return ask(reviewers[0], AssessAppealDocument, { input });
    },
    assign: async () => ask(lettersOfficer, AssignEntryDocument, { input: { ...(await inLedger()), unitId: people.unit } }),
    accept: async () => ask(handler, AcceptEntryDocument, { input: await inLedger() }),
    plan: async () => {
      const { ledgerEntry } = await ask(handler, ReadEntryDocument, { id: id() });
      const dueOn = ledgerEntry?.clock?.dueAt.slice(0, 10) ?? '';
      const steps = [{ text: '现场勘查,制定方案并实施。', dueOn, officerId: handler.sub }];
      return ask(handler, StatePlanDocument, { input: { ...(await inLedger()), steps } });
    },
    progress: async () =>
      ask(handler, RecordProgressDocument, { input: { ...(await inLedger()), text: '已到现场核实,正在办理。' } }),
    'step-done': async () =>
      ask(handler, ReportStepDoneDocument, { input: { ...(await inLedger()), step: 1, report: '方案已实施完毕。' } }),
    propose: async () => {
      const outcome = plan.matter.category === 'SUGGESTION' ? 'ADOPTED' : 'SOLVED';
      return ask(handler, ProposeResultDocument, { input: { ...(await inLedger()), outcome, text: plan.matter.result } });
    },
    refuse: async () => ask(petitioner, RefuseResultDocument, { input: { ...(await toSign()), reason: '问题还没有完全解决。' } }),
    confirm: async () => ask(petitioner, ConfirmResultDocument, { input: { ...(await toSign()), satisfaction: 'SATISFIED' } }),
    notice: async () =>
      ask(people.clerk, FillPetitionerSlotDocument, { input: { ...(await toSign()), form: 'ANONYMOUS_NOTICE' } }),
    attempt: async () =>
      ask(people.clerk, RecordContactAttemptDocument, { input: { ...(await inLedger()), means: 'TELEPHONE' } }),
    unreachable: async () =>
      ask(people.districtClerk, FillPetitionerSlotDocument, { input: { ...(await toSign()), form: 'UNREACHABLE' } }),
    deputy: () => sign(people.deputy),
    head: () => sign(people.head),
    evaluate: async () =>
      ask(petitioner, EvaluateAppealDocument, { input: { ...(await inIntake()), satisfaction: 'VERY_SATISFIED' } }),
    'not-solved': async () =>
      ask(petitioner, ReportNotSolvedDocument, { input: { ...(await inIntake()), reason: '过了几天又出现同样的问题。' } }),
    answer: async () => {
      const input = {
        ...(await inIntake()),
        outcome: 'ANSWERED',
        subject: '劳动和社会保障/城镇居民社会保险',
        text: plan.answer,
      } as const;
      return ask(people.clerk, AnswerAtDeskDocument, { input });
    },
    'confirm-answer': async () => {
      const digest = (await asked()).appeal?.deskAnswer?.digest ?? '';
      const input = { ...(await inIntake()), digest, satisfaction: 'VERY_SATISFIED' } as const;
      return ask(petitioner, ConfirmDeskAnswerDocument, { input });
    },
    'accept-answer': async () => {
      const triage = (await asked()).appeal?.triage;
      const item = {
        appealId: id(),
        expectedVersion: triage?.version ?? 0,
        digest: triage?.deskAnswerDigest ?? '',
        accepts: true,
      };
      const input = { requestId: requestId(), items: [item] };
      succeeded((await ask(screener, DecideDeskAnswersDocument, { input })).decideDeskAnswers.results[0]?.refusal);
    },
  };
  return {
    plan,
    act: async (act) => {
      await acts[act]();
    },
  };
};
