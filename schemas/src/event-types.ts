import type { EventsOf } from './generated/events.js';

/** One of the events that a service says, as a decision yields it. */
export type NewEventOf<Service extends keyof EventsOf> = {
  [Type in keyof EventsOf[Service]]: { readonly type: Type; readonly v: 1; readonly data: EventsOf[Service][Type] };
}[keyof EventsOf[Service]];
