import { createHash } from 'node:crypto';
import { canonicalJson } from '@daqidi/events';
import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText } from '@daqidi/service';
import { proposeResult as decide } from '../domain/handle.js';
import type { ProposeResultInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { handlerCall } from './handler-call.js';

/** What people sign: everything the result says, the text by its commitment. */
const digestOf = (content: object): string => `sm3:${createHash('sm3').update(canonicalJson(content)).digest('base64url')}`;

export const proposeResult = async (tools: Tools, caller: Caller, input: ProposeResultInput) => {
  const checked = checkText('text', input.text, 4, 4_000);
  const call = handlerCall(tools, caller, input);
  const { appealId, outcome } = input;
  const { person } = caller.principal;
  const resultId = idBeside(appealId, 'result', person, input.requestId);
  const text = await tools.store.vault.put(person, resultId, checked);
  return tools.model.entries.execute(appealId, call, ({ state }) => {
    const { round } = state;
    const digest = digestOf({ appealId, resultId, round, outcome, text: text.commitment, attachments: [], conclusions: [] });
    return decide(state, person, { appealId, resultId, round, outcome, text, digest });
  });
};
