import type { Directory } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import type { Clock } from '@daqidi/runtime';
import type { IntakeEvents, TriageEvents } from '@daqidi/schemas';
import { assigningDeadline, handlingDeadline } from '../commands/entry-deadlines.js';
import { unitPathOf } from '../commands/unit-path.js';
import type { EntryFacts } from '../domain/entry.js';
import { type Opening, open } from '../domain/open.js';
import type { Entries } from '../model.js';

const openingOf = (directory: Directory, { assessed }: EntryFacts, now: number): Opening => {
  const district = assessed?.regionPath[0] ?? '';
  const [lettersOfficer] = directory.postsIn(district, 'LETTERS_OFFICER', now);
  if (lettersOfficer === undefined) throw new Error(`nobody holds the letters office of ${district}`);
  const proposed = assessed === null ? null : unitPathOf(directory, assessed.proposedUnitId, now);
  const accused = proposed !== null && (assessed?.barred ?? []).includes(`unit:${proposed[0]}`);
  return {
    lettersOffice: lettersOfficer.unitId,
    proposed: accused ? null : proposed,
    clock: handlingDeadline(directory, assessed?.category ?? 'RESOLUTION', now),
    assigning: assigningDeadline(directory, now),
  };
};

/** Learns the submission or the verdict and opens the entry as soon as both are known. */
const learning =
  (entries: Entries, directory: Directory, clock: Clock, learn: (facts: EntryFacts, event: EventEnvelope) => EntryFacts) =>
  (event: EventEnvelope): Promise<void> => {
    const { appealId } = event.data as { readonly appealId: string };
    return entries.react(appealId, event, {
      learn: (facts) => learn(facts, event),
      decide: (state, facts) =>
        facts.submitted === null || facts.assessed === null ? [] : open(state, facts, openingOf(directory, facts, clock.now())),
    });
  };

export const onAppealSubmitted = (entries: Entries, directory: Directory, clock: Clock) =>
  learning(entries, directory, clock, (facts, event) => ({ ...facts, submitted: event.data as IntakeEvents['AppealSubmitted'] }));

export const onAppealAssessed = (entries: Entries, directory: Directory, clock: Clock) =>
  learning(entries, directory, clock, (facts, event) => ({ ...facts, assessed: event.data as TriageEvents['AppealAssessed'] }));
