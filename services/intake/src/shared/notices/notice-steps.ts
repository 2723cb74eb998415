import type { EventEnvelope } from '@daqidi/events';
import type { EventsOf } from '@daqidi/schemas';
import { type Listener, on } from '@daqidi/service';

type Steps = { readonly [Service in keyof EventsOf]?: readonly (keyof EventsOf[Service] & string)[] };

/**
 * The steps that petitioners are told of outside the platform (domain, 2.6): accepted or refused, assigned, more time or a pause,
 * what waits for them, closed, answered in public, and what was decided of what they asked. The timeline shows the others too.
 */
const told: Steps = {
  intake: ['SplitProposed', 'DeskAnswered'],
  triage: [
    'ScreeningPassed',
    'AppealDismissed',
    'ContestAccepted',
    'ContestRefused',
    'WithdrawalAccepted',
    'WithdrawalRefused',
    'DeskAnswerRefused',
  ],
  assignment: [
    'EntryAssigned',
    'HandlingExtended',
    'HandlingPaused',
    'HandlingResumed',
    'ResultProposed',
    'AppealClosed',
    'PublicationPublished',
    'AppealReopened',
    'ReopeningRefused',
    'WithdrawalAccepted',
    'WithdrawalRefused',
    'MeasureDone',
  ],
};

/** Hears each of them. */
export const onToldSteps = (hear: (event: EventEnvelope) => Promise<void>): readonly Listener[] =>
  Object.entries(told).flatMap(([service, types]) => types.map((type) => on(service as 'intake', type as 'SplitProposed', hear)));
