import { deadlineFrom, handlingDeadline, nearestOf } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { place, receive } from '../domain/desk-answer.js';
import type { Tools } from '../tools.js';

/** A claimed consultation goes to the desk of its place; what a desk answered and the petitioner confirmed goes to the panel's daily batch. */
export const learnConsultation = ({ model, directory }: Tools): readonly Listener[] => [
  on('intake', 'ConsultationClaimed', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, claimed: true }),
      decide: (state, facts, now) => {
        const { scope, submitted } = facts;
        const receivedAt = Date.parse(submitted?.receivedAt ?? event.time);
        return place(
          state,
          facts,
          scope === null ? null : nearestOf(directory, 'CENTRE_CLERK', { scope, now }),
          handlingDeadline(directory, receivedAt, 'CONSULTATION'),
        );
      },
    }),
  ),
  on('intake', 'DeskAnswerSigned', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, answer: event.data }),
      decide: (state, facts, now) =>
        receive(
          state,
          facts,
          event.data,
          deadlineFrom(directory, now, ({ screeningWorkingDays }) => screeningWorkingDays),
        ),
    }),
  ),
];
