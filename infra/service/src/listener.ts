import type { EventEnvelope } from '@daqidi/events';
import { type EventsOf, type ServiceName, serviceNames } from '@daqidi/schemas';

/** An event of this type as its service says it. */
export type Heard<Service extends keyof EventsOf, Type extends keyof EventsOf[Service] & string> = EventEnvelope<
  Type,
  EventsOf[Service][Type]
>;

/** One thing done about one type of event. Idempotent: an event may come again. */
export interface Listener {
  readonly service: ServiceName;
  readonly type: string;
  hear(event: EventEnvelope): Promise<void>;
}

/** Hears one type of event of one service. */
export const on = <Service extends keyof EventsOf, Type extends keyof EventsOf[Service] & string>(
  service: Service,
  type: Type,
  hear: (event: Heard<Service, Type>) => Promise<void>,
): Listener => ({
  service,
  type,
  // Whatever is decoded has been checked against the schema that the type was made from.
  hear: hear as Listener['hear'],
});

/** How one type of event changes what is known. */
export interface Fold<Known> {
  readonly service: ServiceName;
  readonly type: string;
  fold(known: Known, event: EventEnvelope): Known;
}

/** Makes folds of one kind: `on('intake', 'AppealSubmitted', (known, event) => …)`. */
export const foldsInto =
  <Known>() =>
  <Service extends keyof EventsOf, Type extends keyof EventsOf[Service] & string>(
    service: Service,
    type: Type,
    fold: (known: Known, event: Heard<Service, Type>) => Known,
  ): Fold<Known> => ({ service, type, fold: fold as Fold<Known>['fold'] });

/** Listeners that hand each event with its fold to whoever keeps what is known. */
export const folding = <Known>(
  folds: readonly Fold<Known>[],
  apply: (event: EventEnvelope, fold: (known: Known) => Known) => Promise<void>,
): readonly Listener[] =>
  folds.map(({ service, type, fold }) => ({
    service,
    type,
    hear: (event) => apply(event, (known) => fold(known, event)),
  }));

export interface Ears {
  readonly listensTo: readonly ServiceName[];
  readonly handlers: Readonly<Record<string, (event: EventEnvelope) => Promise<void>>>;
}

/**
 * What the consumer needs of all listeners. Those of one event go side by side: each writes a document of its own and knows what it
 * has heard, and together they share commits. Nothing of a failed attempt may still be under way when the next begins.
 */
export const earsOf = (listeners: readonly Listener[]): Ears => {
  const handle = async (event: EventEnvelope): Promise<void> => {
    const concerned = listeners.filter(({ service, type }) => service === event.service && type === event.type);
    const effects = await Promise.allSettled(concerned.map(({ hear }) => hear(event)));
    const failed = effects.find((effect) => effect.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  return {
    listensTo: serviceNames.filter((name) => listeners.some(({ service }) => service === name)),
    handlers: Object.fromEntries(listeners.map(({ type }) => [type, handle])),
  };
};
