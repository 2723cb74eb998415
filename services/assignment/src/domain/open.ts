import type { Deadline } from '@daqidi/schemas';
import type { EntryEvent, EntryFacts, EntryState } from './entry.js';

/** What the directory says when an entry is opened. */
export interface Opening {
  /** The district letters office, which distributes district matters and whatever has no fitting unit. */
  readonly lettersOffice: string;
  /** The proposed unit and those above it; null where it cannot take the case: it is gone, or in conflict with it. */
  readonly proposed: readonly string[] | null;
  /** For the unit. */
  readonly clock: Deadline;
  /** For the letters office to name one. */
  readonly assigning: Deadline;
}

/**
 * Opens the entry once submission and verdict are known, in whichever order they arrive. Village and township matters go
 * straight to the proposed unit; at district level the panel only proposes and the letters office assigns (domain, 2.2).
 */
export const open = (state: EntryState, { submitted, assessed, scope }: EntryFacts, opening: Opening): readonly EntryEvent[] => {
  if (state.stage !== 'NONE' || submitted === null || assessed === null || scope === null) return [];
  const { appealId, category, subject, level, regionId, reasonableness } = assessed;
  const [proposed] = opening.proposed ?? [];
  const fits = level !== 'DISTRICT' && proposed !== undefined;
  const direct = fits ? opening.proposed : null;
  const holderUnitId = direct?.[0] ?? opening.lettersOffice;
  const opened: EntryEvent = {
    type: 'EntryOpened',
    v: 1,
    data: {
      appealId,
      category,
      subject,
      book: level,
      regionId,
      ...scope,
      petitionerId: submitted.petitioner.personId,
      petitionerKind: submitted.petitioner.kind,
      queryCode: submitted.queryCode,
      holderUnitId,
      reasonableness,
      clock: direct === null ? opening.assigning : null,
    },
  };
  if (direct === null) return [opened];
  return [
    opened,
    { type: 'EntryAssigned', v: 1, data: { appealId, unitId: holderUnitId, unitPath: direct, clock: opening.clock } },
  ];
};
