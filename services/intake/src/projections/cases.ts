import type { Directory } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import { visibilityOf, withScope } from '@daqidi/kernel';
import type { TriageEvents } from '@daqidi/schemas';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import type { Visibility } from '@daqidi/store';
import { accessOfRow, type CaseParts, currentStep, type Stage, type Step } from '../domain/case-row.js';
import type { CaseRowFields } from '../model.js';
import type { Tools } from '../tools.js';

const step = ({ time: at }: EventEnvelope, stage: Stage, dueAt: string | null): Step => ({ stage, at, dueAt, overdue: false });
const moved = (before: Step | null, event: EventEnvelope, stage: Stage): Step => ({
  ...step(event, stage, before?.dueAt ?? null),
  overdue: before?.overdue ?? false,
});
const late = (before: Step | null): Step | null => before && { ...before, overdue: true };

/** What is shown is due when the holiday lists say so; the turns of signing are not shown. */
const rederived = (before: Step | null, { clock, deadline, withdraws }: TriageEvents['ClockRederived']): Step | null =>
  before && clock !== 'SIGNING' ? { ...before, dueAt: deadline.dueAt, overdue: before.overdue && !withdraws } : before;

const on = foldsInto<CaseParts>();

/** How each event changes its own service's part of the row. */
export const caseFolds: readonly Fold<CaseParts>[] = [
  on('intake', 'AppealSubmitted', (parts, { data }) => ({ ...parts, submitted: data })),
  on('intake', 'AppealEvaluated', (parts, { data }) => ({ ...parts, evaluated: data.satisfaction })),
  on('supervision', 'ScopeStated', (parts, { data }) => withScope(parts, data)),
  on('triage', 'AppealAccepted', (parts, event) => ({ ...parts, triage: step(event, 'SCREENING', event.data.clock.dueAt) })),
  on('triage', 'ScreeningPassed', (parts, event) => ({ ...parts, triage: step(event, 'ASSESSING', event.data.clock.dueAt) })),
  on('triage', 'AppealDismissed', (parts, event) => ({ ...parts, triage: step(event, 'DISMISSED', null) })),
  on('triage', 'ClockOverdue', (parts) => ({ ...parts, triage: late(parts.triage) })),
  on('assignment', 'EntryOpened', (parts, event) => ({
    ...parts,
    assignment: step(event, 'ASSIGNING', event.data.clock?.dueAt ?? null),
  })),
  on('assignment', 'EntryAssigned', (parts, event) => {
    const { unitId, unitPath, clock } = event.data;
    const units = [...new Set([...parts.units, ...unitPath])];
    return { ...parts, assignment: step(event, 'ASSIGNED', clock.dueAt), unitId, units };
  }),
  on('assignment', 'EntryAccepted', (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'HANDLING') })),
  on('assignment', 'ResultProposed', (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'SIGNING_OFF') })),
  on('assignment', 'ResultRefused', (parts, event) => ({ ...parts, assignment: moved(parts.assignment, event, 'HANDLING') })),
  on('assignment', 'EntryRecalled', (parts, event) => ({
    ...parts,
    assignment: moved(parts.assignment, event, 'ASSIGNING'),
    unitId: null,
  })),
  on('assignment', 'AppealClosed', (parts, event) => ({
    ...parts,
    confirmed: event.data.satisfaction,
    assignment: moved(parts.assignment, event, 'CLOSED'),
  })),
  on('assignment', 'ClockOverdue', (parts) => ({ ...parts, assignment: late(parts.assignment) })),
  on('triage', 'ClockRederived', (parts, { data }) => ({ ...parts, triage: rederived(parts.triage, data) })),
  on('assignment', 'ClockRederived', (parts, { data }) => ({ ...parts, assignment: rederived(parts.assignment, data) })),
];

/** The indexed fields, from the parts and the jurisdiction tree. */
export const caseRow = (directory: Directory, parts: CaseParts, asOf: Date): CaseRowFields & Visibility => {
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
    ...visibilityOf(accessOfRow(parts)),
  };
};

/** One row a case. */
export const projectCases = ({ model, directory }: Tools): readonly Listener[] =>
  folding(caseFolds, (event, fold) =>
    model.cases.apply(event.key, event, (row) => {
      const asOf = new Date(Math.max(row.asOf?.getTime() ?? 0, Date.parse(event.time)));
      return caseRow(directory, fold(row.parts), asOf);
    }),
  );
