import { dayInShanghai } from '@daqidi/calendar';
import { idBeside } from '@daqidi/runtime';
import { type Caller, checkOptionalText, commandCall } from '@daqidi/service';
import { assess, assessingRoles } from '../domain/assess.js';
import type { AssessAppealInput } from '../generated/schema.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { reviewerOf, roleOf } from './reviewer.js';

export const assessAppeal = async (tools: Tools, caller: Caller, input: AssessAppealInput) => {
  const { directory, subjects, store, clock, cases } = tools;
  const part = checkOptionalText('reasonablePart', input.reasonablePart, 1_000);
  const call = commandCall<TriageDocument>(caller, input, (document) =>
    reviewerOf(tools, caller, document, assessingRoles(document.state)),
  );
  const { appealId, reasonableness, category, subject, level, grade, proposedUnitId } = input;
  const { person } = caller.principal;
  const reasonablePart =
    part === null ? null : await store.vault.put(person, idBeside(appealId, 'part', person, input.requestId), part);
  const now = clock.now();
  const today = dayInShanghai(now);
  const unit = directory.unit(proposedUnitId);
  const exists = unit !== undefined && unit.validFrom <= today && (unit.validTo === null || today <= unit.validTo);
  return cases.execute(appealId, call, ({ state }, actor) =>
    assess(
      state,
      { person, role: roleOf(tools, actor) },
      {
        assessment: { appealId, reasonableness, reasonablePart, category, subject, level, grade, proposedUnitId },
        unit: exists ? unit : null,
        subjectKnown: subjects.get(subject) !== undefined,
        opinionsNeeded: directory.policy(now).opinionsBeforeVerdict,
      },
    ),
  );
};
