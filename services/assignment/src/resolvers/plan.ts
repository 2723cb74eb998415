import { dayInShanghai } from '@daqidi/calendar';
import { petitionerWithCode, readStep } from '@daqidi/kernel';
import type { TextReference } from '@daqidi/schemas';
import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import { type Plan, type PlanStep, stepsOf } from '../domain/plan.js';
import type { TimelineEntryResolvers } from '../generated/schema.js';
import type { HistoryRow } from '../model.js';
import { readText } from '../shared/plan-texts.js';
import { type EntryDocument, subjectOf } from '../subject.js';

/** The text of a reference, for those who may read it. */
type Reading = (reference: TextReference) => Promise<string | null>;

const stepView = async (
  { step, dueOn, officerId, texts, at, done }: PlanStep,
  isOpen: boolean,
  read: Reading,
  today: string,
) => ({
  step,
  dueOn,
  officer: { id: officerId },
  text: readText(await read(texts), at),
  doneAt: done?.at ?? null,
  report: done && (await read(done.report)),
  late: done === null ? isOpen && dueOn < today : dayInShanghai(done.at) > dueOn,
});

const planView = async (
  { number, statedAt, by, reason, steps }: Plan,
  { round, document, read, context }: { round: number; document: EntryDocument; read: Reading; context: Context },
) => {
  const { state } = document;
  const today = dayInShanghai(context.tools.clock.now());
  const isOpen = (step: number): boolean =>
    round === state.round && (state.plan?.steps.some((each) => each.step === step && each.done === null) ?? false);
  return {
    number,
    round,
    statedAt,
    by: { id: by },
    reason: reason && (await read(reason)),
    steps: await Promise.all(steps.map((step) => stepView(step, isOpen(step.step), read, today))),
  };
};

/** As it stands now. */
export const currentPlan = (document: EntryDocument, read: Reading, context: Context) => {
  const { plan, round } = document.state;
  return plan && planView(plan, { round, document, read, context });
};

/** As a version stated it, with what was done of it since. */
export const statedPlan = async (
  { at: statedAt, by, data }: HistoryRow<'PlanStated'>,
  document: EntryDocument,
  read: Reading,
  context: Context,
) => {
  const { round, number, reason } = data;
  const reported = (await context.stepsDone.load(document._id))?.rows ?? [];
  const steps = stepsOf(data).map((step) => {
    const found = reported.find((row) => row.data.round === round && row.data.step === step.step);
    return { ...step, done: found === undefined ? null : { report: found.data.report, at: found.at } };
  });
  return planView({ number, statedAt, by: by.person, reason, steps }, { round, document, read, context });
};

/** A plan belongs to the petitioner: shown at its step to whoever reads the appeal's texts, and to whoever holds the query code. */
export const TimelineEntry: TimelineEntryResolvers<Context> = {
  plan: async ({ id, step }, _, context) => {
    const { appealId, kind, queryCode } = readStep(step);
    if (kind !== 'PlanStated') return null;
    const { model, store } = context.tools;
    const document = queryCode === null ? await context.entries.load(appealId) : await model.entries.collection.byId(appealId);
    if (document === null) return null;
    const row = await model.history.collection.byId(id);
    if (row === null || row.appealId !== appealId || row.kind !== 'PlanStated') return null;
    const byCode = queryCode !== null;
    if (byCode && petitionerWithCode(document.facts.submitted, queryCode) === null) return null;
    const read: Reading = async (reference) =>
      byCode ? store.vault.get(reference.vaultId) : textUnder('appeal.content', context, subjectOf(document), reference);
    return statedPlan(row as HistoryRow<'PlanStated'>, document, read, context);
  },
};
