import { type Claims, contextHeader, correlationHeader, traceHeader } from '@daqidi/identity';
import type { CallerAccount } from './admission/callers.js';
import type { Passage } from './apollo/gate.js';
import type { Language } from './http/language.js';

/** What is found out about a request on its way, for the log and for those who answer it. */
export interface Trail {
  operationName?: string | undefined;
  /** Whether its errors are counted and in the caller's language. */
  isLocalised?: boolean;
  /** Whether there was a text of an operation in it, good or bad. */
  isOperation?: boolean;
}

/** What the gateway knows of a request; data sources turn it into the headers of the wire. */
export interface GatewayContext {
  readonly claims: Claims;
  /** The signed context for the subgraphs. */
  readonly signed: string;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  readonly language: Language;
  /** When the operation's time is up, on the clock of `performance.now()`. */
  readonly endsAt: number;
  /** For what the operation turns out to cost. */
  readonly account: Pick<CallerAccount, 'charge' | 'attempt'>;
  /** Where the operation is on its way to its plan. */
  readonly passage: Passage;
  readonly trail: Trail;
}

const safeTrace = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export const traceparentOf = (header: string | undefined): string | undefined =>
  header !== undefined && safeTrace.test(header) ? header : undefined;

/** The headers of a subgraph request, the same for every binding. */
export const subgraphHeaders = (
  context: Pick<GatewayContext, 'signed' | 'correlationId' | 'traceparent'>,
): Readonly<Record<string, string>> => ({
  [contextHeader]: context.signed,
  [correlationHeader]: context.correlationId,
  ...(context.traceparent !== undefined && { [traceHeader]: context.traceparent }),
});
