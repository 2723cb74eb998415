import { isConflictedUnit } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import { type Answer, type AskedService, askAgain, concludeClosing } from '../domain/closing.js';
import type { EntryEvent, EntryState } from '../domain/entry.js';
import type { EntryFacts } from '../domain/entry-facts.js';
import { recall } from '../domain/recall.js';
import { leavingAt } from '../signing-command.js';
import type { Tools } from '../tools.js';

/** Keeps what each service says to a request to close, and closes once all have said yes. */
export const sealEntry = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;

  /** What is held up is up for signing again: what was stated meanwhile about who is accused holds for it too. */
  const recalled = (state: EntryState, facts: EntryFacts, now: number): readonly EntryEvent[] => {
    const { scope } = facts;
    return scope === null
      ? []
      : recall(
          { ...state, stage: 'SIGNING_OFF' },
          (unitId) => isConflictedUnit(directory, scope, unitId, now),
          leavingAt(tools, { state, facts }, now),
        );
  };

  const learning = (
    event: Heard<AskedService, 'StreamsStated'> | Heard<'supervision', 'CloseDenied'>,
    answer: Answer,
  ): Promise<void> =>
    model.entries.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, answers: { ...facts.answers, [event.service]: answer } }),
      decide: (state, facts, now) => {
        const events = concludeClosing(state, facts);
        return events[0]?.type === 'ClosingHeldUp' ? [...events, ...recalled(state, facts, now)] : events;
      },
    });

  const stating = (event: Heard<AskedService, 'StreamsStated'>): Promise<void> => {
    const { round, number, streams } = event.data;
    // The event itself is where the stream is that says so.
    const { stream, seq, hash } = event;
    return learning(event, { round, number, heads: [{ stream, seq, hash }, ...streams] });
  };

  return [
    on('intake', 'StreamsStated', stating),
    on('triage', 'StreamsStated', stating),
    on('supervision', 'StreamsStated', stating),
    on('supervision', 'CloseDenied', (event) => {
      const { round, number, reason } = event.data;
      return learning(event, { round, number, reason });
    }),
    on('supervision', 'DenialLifted', (event) =>
      model.entries.react(event.data.appealId, event, {
        learn: (facts) => facts,
        decide: (state) => askAgain(state, event.data),
      }),
    ),
  ];
};
