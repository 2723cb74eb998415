import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText, commandCall } from '@daqidi/service';
import { assessingRoles, giveOpinion } from '../domain/assess.js';
import type { RecordOpinionInput } from '../generated/schema.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { reviewerOf, roleOf } from './reviewer.js';

export const recordOpinion = async (tools: Tools, caller: Caller, input: RecordOpinionInput) => {
  const opinion = checkText('text', input.text, 1, 2_000);
  const call = commandCall<TriageDocument>(caller, input, (document) =>
    reviewerOf(tools, caller, document, assessingRoles(document.state)),
  );
  const { appealId, reasonableness } = input;
  const { person } = caller.principal;
  const text = await tools.store.vault.put(person, idBeside(appealId, 'opinion', person, input.requestId), opinion);
  return tools.cases.execute(appealId, call, ({ state }, actor) => {
    const office = actor.post === null ? null : (tools.directory.post(actor.post)?.office ?? null);
    return giveOpinion(state, { person, role: roleOf(tools, actor) }, { appealId, office, reasonableness, text });
  });
};
