import type { Directory } from '@daqidi/directory';
import { deadlineFrom, unitPathOf } from '@daqidi/kernel';
import type { TriageAppealAssessedV1 } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import type { EntryFacts } from '../domain/entry.js';
import { type Opening, open } from '../domain/open.js';
import type { Tools } from '../tools.js';

/** The letters office, also while nobody holds it; the district's highest body where there never was one. */
const lettersOfficeOf = (directory: Directory, district: string): string | null =>
  directory.officeOf(district, 'LETTERS_OFFICER') ??
  directory.units().find(({ regionId, parentId }) => regionId === district && parentId === null)?.id ??
  null;

const openingOf = (directory: Directory, assessed: TriageAppealAssessedV1, now: number): Opening => {
  const district = assessed.regionPath[0] ?? '';
  return {
    lettersOffice: lettersOfficeOf(directory, district) ?? assessed.proposedUnitId,
    proposed: unitPathOf(directory, assessed.proposedUnitId, now),
    clock: deadlineFrom(directory, now, ({ handlingWorkingDays }) => handlingWorkingDays[assessed.category]),
    assigning: deadlineFrom(directory, now, ({ assigningWorkingDays }) => assigningWorkingDays),
  };
};

/** Learns the submission and the verdict, and opens the entry as soon as both are known. */
export const openEntry = ({ model, directory }: Tools): readonly Listener[] => {
  const learning = (
    event: Heard<'intake', 'AppealSubmitted'> | Heard<'triage', 'AppealAssessed'>,
    learn: (facts: EntryFacts) => EntryFacts,
  ): Promise<void> =>
    model.entries.react(event.data.appealId, event, {
      learn,
      decide: (state, facts, now) =>
        facts.submitted === null || facts.assessed === null ? [] : open(state, facts, openingOf(directory, facts.assessed, now)),
    });
  return [
    on('intake', 'AppealSubmitted', (event) => learning(event, (facts) => ({ ...facts, submitted: event.data }))),
    on('triage', 'AppealAssessed', (event) => learning(event, (facts) => ({ ...facts, assessed: event.data }))),
  ];
};
