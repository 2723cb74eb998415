import { monthInShanghai } from '@daqidi/calendar';
import type { EventEnvelope } from '@daqidi/events';
import { type ScoringEvent, score } from '../domain/score.js';
import { type ScoreRows, scoreRow } from '../model.js';

export const scoringEvents = ['EntryOpened', 'EntryAssigned', 'AppealClosed', 'AppealEvaluated'] as const;

/** Folds an event into the row of its case. */
export const projectScore =
  (scores: ScoreRows) =>
  (event: EventEnvelope): Promise<void> => {
    const { appealId } = event.data as { readonly appealId: string };
    return scores.apply(appealId, event, (row) =>
      scoreRow(score(row.score, event as ScoringEvent & EventEnvelope, monthInShanghai(event.time))),
    );
  };
