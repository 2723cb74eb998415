import type { Directory } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import { type AssignmentEvents, caseVisibility, type IntakeEvents, type TriageEvents } from '@daqidi/schemas';
import { type CaseParts, currentStep, type Stage, type Step } from '../domain/case-row.js';
import type { CaseRowFields, Model } from '../model.js';

type Data<Event> = Event & { readonly appealId: string };
type Fold = (parts: CaseParts, event: EventEnvelope) => CaseParts;

const step = (event: EventEnvelope, stage: Stage, dueAt: string | null): Step => ({
  stage,
  at: event.time,
  dueAt,
  overdue: false,
});
const moved = (before: Step | null, event: EventEnvelope, stage: Stage): Step => ({
  ...step(event, stage, before?.dueAt ?? null),
  overdue: before?.overdue ?? false,
});

const overdue: Fold = (parts, { service }) => {
  const part = service === 'triage' ? 'triage' : 'assignment';
  const before = parts[part];
  return before === null ? parts : { ...parts, [part]: { ...before, overdue: true } };
};

/** How each event changes its own service's part of the row. Pure. */
export const caseFolds: Readonly<Record<string, Fold>> = {
  AppealSubmitted: (parts, { data }) => ({ ...parts, submitted: data as Data<IntakeEvents['AppealSubmitted']> }),
  AppealEvaluated: (parts, { data }) => ({ ...parts, satisfaction: (data as IntakeEvents['AppealEvaluated']).satisfaction }),
  AppealAccepted: (parts, event) => ({
    ...parts,
    triage: step(event, 'SCREENING', (event.data as TriageEvents['AppealAccepted']).clock.dueAt),
  }),
  ScreeningPassed: (parts, event) => ({
    ...parts,
    triage: step(event, 'ASSESSING', (event.data as TriageEvents['ScreeningPassed']).clock.dueAt),
  }),
  AppealDismissed: (parts, event) => ({ ...parts, triage: step(event, 'DISMISSED', null) }),
  EntryOpened: (parts, event) => ({ ...parts, assignment: step(event, 'ASSIGNED', null) }),
  EntryAssigned: (parts, event) => {
    const { unitId, unitPath, clock } = event.data as AssignmentEvents['EntryAssigned'];
    return {
      ...parts,
      assignment: step(event, 'ASSIGNED', clock.dueAt),
      unitId,
      units: [...new Set([...parts.units, ...unitPath])],
    };
  },
  EntryAccepted: (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'HANDLING') }),
  ResultProposed: (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'SIGNING_OFF') }),
  ResultRefused: (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'HANDLING') }),
  AppealClosed: (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'CLOSED') }),
  ClockOverdue: overdue,
};

/** The indexed fields, from the parts and the jurisdiction tree. */
export const caseRow = (
  directory: Directory,
  parts: CaseParts,
  asOf: Date,
): CaseRowFields & ReturnType<typeof caseVisibility> => {
  const { submitted } = parts;
  const at = (level: string): string | null => submitted?.regionPath.find((id) => directory.region(id)?.level === level) ?? null;
  return {
    parts,
    stage: submitted === null ? null : (currentStep(parts)?.stage ?? null),
    order: submitted === null ? null : `${submitted.receivedAt}|${submitted.appealId}`,
    submittedAt: submitted === null ? null : new Date(submitted.receivedAt),
    townshipId: at('TOWNSHIP'),
    villageId: at('VILLAGE'),
    unitId: parts.unitId,
    channel: submitted?.channel ?? null,
    asOf,
    ...(submitted === null
      ? { seenBy: [], barred: [] }
      : caseVisibility({ ...submitted, petitionerId: submitted.petitioner.personId, units: parts.units })),
  };
};

export const projectCase =
  ({ cases }: Model, directory: Directory) =>
  async (event: EventEnvelope): Promise<void> => {
    const fold = caseFolds[event.type];
    if (fold === undefined) return;
    const { appealId } = event.data as { readonly appealId: string };
    await cases.apply(appealId, event, (row) => {
      const asOf = new Date(Math.max(row.asOf?.getTime() ?? 0, Date.parse(event.time)));
      return caseRow(directory, fold(row.parts, event), asOf);
    });
  };
