import { petitionersOf } from '@daqidi/kernel';
import type { Deadline } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

/** What the directory says when an entry is opened. */
export interface Opening {
  /** The district letters office, which distributes district matters and whatever has no fitting unit. */
  readonly lettersOffice: string;
  /** The proposed unit and those above it; null where it cannot take the case: it is gone, or in conflict with it. */
  readonly proposed: readonly string[] | null;
  /** For the unit. */
  readonly clock: Deadline;
  /** For a handler of the unit to accept it. */
  readonly accepting: Deadline;
  /** For the letters office to name one. */
  readonly assigning: Deadline;
  /** For the leader who signs first. */
  readonly signing: Deadline;
}

/**
 * What a desk answered is up for the leaders' signatures at once, with the two that are on it: the clerk's as the handler's (domain, 2.1).
 */
const enter = ({ deskAnswer }: EntryFacts, { signing }: Opening): readonly EntryEvent[] => {
  if (deskAnswer === null) return [];
  const { form, satisfaction, answeredBy, answeredAt, confirmedAt, confirmedBy, attachments: _, ...answer } = deskAnswer;
  const signatures = [
    { slot: 'HANDLER', form: 'SIGNED', by: answeredBy, at: answeredAt, satisfaction: null },
    { slot: 'PETITIONER', form, by: confirmedBy, at: confirmedAt, satisfaction },
  ] as const;
  return [{ type: 'DeskAnswerEntered', v: 1, data: { ...answer, round: 1, signatures: [...signatures], clock: signing } }];
};

/**
 * Opens the entry once submission and verdict are known, and the answer where the verdict is a desk's, in whichever order they arrive. Village and township matters go
 * straight to the proposed unit; at district level the panel only proposes and the letters office assigns (domain, 2.2).
 */
export const open = (state: EntryState, facts: EntryFacts, opening: Opening): readonly EntryEvent[] => {
  const { submitted, assessed, scope, deskAnswer, deskDigest } = facts;
  const isAnswered = deskDigest !== null;
  if (isAnswered && deskAnswer?.digest !== deskDigest) return [];
  if (state.stage !== 'NONE' || submitted === null || assessed === null || scope === null) return [];
  const { appealId, category, subject, level, regionId, reasonableness } = assessed;
  const [proposed] = opening.proposed ?? [];
  // Also the district's desk has answered for itself.
  const fits = (level !== 'DISTRICT' || isAnswered) && proposed !== undefined;
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
      ...(submitted.petitioner.group === undefined ? {} : { representatives: [...petitionersOf(submitted)] }),
      queryCode: submitted.queryCode,
      holderUnitId,
      reasonableness,
      clock: direct === null ? opening.assigning : null,
    },
  };
  if (direct === null) return [opened];
  return [
    opened,
    {
      type: 'EntryAssigned',
      v: 1,
      // Whoever has answered at his desk has it on.
      data: {
        ...{ appealId, unitId: holderUnitId, unitPath: direct, clock: opening.clock },
        ...(isAnswered ? {} : { accepting: opening.accepting }),
      },
    },
    ...(isAnswered ? enter(facts, opening) : []),
  ];
};
