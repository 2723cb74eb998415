import { type Claims, contextHeader, correlationHeader, traceHeader } from '@daqidi/identity';
import { newId, type Randomness } from '@daqidi/runtime';
import type { Language } from './language.js';

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
  /** Set once the answer's errors are in their final form: refusals before the pipeline never reach it. */
  readonly progress: { localised: boolean };
}

const safeId = /^[\w.-]{1,64}$/;
const safeTrace = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's correlation id where it is of a safe form, else a new one. */
export const correlationIdOf = (header: string | undefined, randomness: Randomness): string =>
  header !== undefined && safeId.test(header) ? header : newId(randomness);

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
