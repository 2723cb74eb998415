import { DaqidiError, derivedId } from '@daqidi/runtime';
import { checkRequestId, checkText } from '@daqidi/service';
import { encodePosition } from '@daqidi/subgraph';
import { proposeResult } from '../commands/propose-result.js';
import type { Context } from '../context.js';
import { notTogether } from '../domain/suggestion.js';
import type { MutationAnswerSuggestionsArgs } from '../generated/schema.js';

/** What one entry says no to is its own answer; what is wrong with the request, or with the service, is the whole one's. */
const isItsOwn = (error: unknown): error is DaqidiError =>
  error instanceof DaqidiError && ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'RULE_VIOLATION'].includes(error.code);

/**
 * Several suggestions on one matter are answered with the same words, each by a command of its own: its petitioner has a text, signatures
 * and a clock that are his, and learns of no other. Where none is accepted the first refusal is the answer.
 */
export const answerSuggestions = Object.assign(
  async (_: unknown, { input }: MutationAnswerSuggestionsArgs, context: Context) => {
    const { requestId, entries, outcome, text } = input;
    checkRequestId(requestId);
    checkText('text', text, 4, 4_000);
    const wrong = notTogether(entries.map(({ appealId }) => appealId));
    if (wrong !== null) throw context.tools.refusal(wrong.refused, wrong.field);
    const answers = [];
    const refusals: DaqidiError[] = [];
    let position: string | null = null;
    for (const { appealId, expectedVersion } of entries)
      try {
        const own = { requestId: derivedId('answer', requestId, appealId), appealId, expectedVersion, outcome, text };
        const accepted = await proposeResult.run(context.tools, context, own);
        position = encodePosition(accepted.position);
        answers.push({ appealId, ledgerEntry: accepted.document, code: null, rule: null });
      } catch (error) {
        if (!isItsOwn(error)) throw error;
        refusals.push(error);
        answers.push({ appealId, ledgerEntry: null, code: error.code, rule: error.rule ?? null });
      }
    if (position === null && refusals[0] !== undefined) throw refusals[0];
    return { answers, position };
  },
  { rule: proposeResult.rule },
);
