import type { Actor } from '@daqidi/events';
import type { Scope } from '@daqidi/identity';
import { conflict, type DaqidiError } from '@daqidi/runtime';
import type { Draft } from './provisional.js';

/** Everything a command brings besides its decision. */
export interface CommandCall<Document> {
  readonly scope: Scope;
  readonly principal: string;
  /** Chosen by the client, repeated by a retry. */
  readonly requestId: string;
  /** Hash over the operation and its input: tells a retry from a mistake. */
  readonly inputHash: string;
  /** The version the client saw; null for a creation, and for a command that changes nothing others decide on. */
  readonly expectedVersion: number | null;
  /** It may be the first event of a document that so far holds only what others have said. */
  readonly begins?: true;
  readonly correlationId: string;
  readonly traceparent?: string;
  /** When it was decided, ms since the epoch: the moment of its events. The store's clock where left out. */
  readonly now?: number;
  /** Who acts, under which post; throws FORBIDDEN where the policy has no grant. Asked after visibility. */
  authorize(document: Document): Actor;
  /** Keeps the texts that a decision names, before it is saved. False where other texts were kept before: it is decided anew. */
  readonly keep?: Draft['keep'];
}

/** CONFLICT: the first outcome of this requestId was another request's. */
export const requestIdTaken = (): DaqidiError =>
  conflict({ en: 'This requestId was used for another request.', zh: '该 requestId 已用于其他请求。' });

/** What a decision yields: events, or the name of the rule that forbids it. */
export type Decided<Event, RuleName extends string = string> = readonly Event[] | Refusal<RuleName>;

export interface Refusal<RuleName extends string = string> {
  readonly refused: RuleName;
  /** Which field of the input it is about, where it is about one. */
  readonly field?: string;
}

export const isRefused = <Event, RuleName extends string>(decided: Decided<Event, RuleName>): decided is Refusal<RuleName> =>
  !Array.isArray(decided);

/** Where the stream stands after a command; `replayed` when this request had been accepted before. */
export interface Outcome<Document> {
  readonly document: Document;
  readonly position: { readonly stream: string; readonly seq: number };
  readonly replayed: boolean;
}
