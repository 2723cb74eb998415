import { createHash } from 'node:crypto';
import { type Actor, canonicalJson } from '@daqidi/events';
import { type PolicyRules, type Principal, permit, principalKey, type Scope, type Subject } from '@daqidi/identity';
import { badInput, DaqidiError } from '@daqidi/runtime';
import type { CommandCall } from '@daqidi/store';

/** What a command needs of the request it came with. The subgraph's context fits. */
export interface Caller {
  readonly principal: Principal;
  readonly scope: Scope;
  /** The rule of the mutation that was called. */
  readonly rule: string | null;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
}

export interface CommandInput {
  readonly requestId: string;
  readonly expectedVersion?: number;
}

const requestIdForm = /^[\w.:-]{8,64}$/;

/** The actor under whom the policy lets this caller do it; FORBIDDEN otherwise. For documents that the caller may see. */
export const permitted = (rules: PolicyRules, caller: Caller, subject: Subject): Actor => {
  if (caller.rule === null) throw new Error('a command was called outside a mutation');
  const actor = permit(rules, caller.rule, caller.principal, subject);
  if (actor === null) throw new DaqidiError('FORBIDDEN');
  return actor;
};

/** Half of a character has no bytes that could be hashed. BAD_USER_INPUT where the input holds one, in an id for instance. */
const hashOf = (rule: string | null, input: CommandInput): string => {
  try {
    return `sm3:${createHash('sm3').update(canonicalJson({ rule, input })).digest('base64url')}`;
  } catch (error) {
    // JSON writes it as an escape.
    if (!JSON.stringify(input).includes('\\ud')) throw error;
    throw badInput('input', 'The input holds half of a character.', '输入含有不完整的字符。');
  }
};

/** BAD_USER_INPUT for one of the wrong form. */
export const checkRequestId = (requestId: string): void => {
  if (requestIdForm.test(requestId)) return;
  throw badInput(
    'requestId',
    'A requestId has 8 to 64 letters, digits, dots, colons or dashes.',
    'requestId 应为 8 至 64 位字母、数字、点、冒号或连字符。',
  );
};

/** Everything the store needs to accept a command once. BAD_USER_INPUT for a requestId of the wrong form, and for halves of characters. */
export const commandCall = <Document>(
  caller: Caller,
  input: CommandInput,
  authorize: (document: Document) => Actor,
): CommandCall<Document> => {
  checkRequestId(input.requestId);
  return {
    scope: caller.scope,
    principal: principalKey(caller.principal),
    requestId: input.requestId,
    inputHash: hashOf(caller.rule, input),
    expectedVersion: input.expectedVersion ?? null,
    correlationId: caller.correlationId,
    ...(caller.traceparent === undefined ? {} : { traceparent: caller.traceparent }),
    authorize,
  };
};
