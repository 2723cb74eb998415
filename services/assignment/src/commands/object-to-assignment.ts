import { text } from '@daqidi/service';
import { notObjecting, object } from '../domain/objection.js';
import { byHolder, entryCommand } from '../entry-command.js';
import type { ObjectToAssignmentInput } from '../generated/schema.js';
import { deskFor, objectionUntil, requestDeadline } from '../shared/deciding.js';

export const objectToAssignment = entryCommand<ObjectToAssignmentInput, 'reason'>({
  rule: 'entry.object',
  texts: { reason: text(5, 1_000) },
  by: byHolder,
  open: ({ state, now, tools }) => notObjecting(state, { until: objectionUntil(tools, state, now), now }),
  decide: ({ state, facts, id: appealId, texts: { reason }, actor: { person }, now, tools }) =>
    object(state, {
      appealId,
      until: objectionUntil(tools, state, now),
      now,
      scope: facts.scope ?? { restricted: false, offices: [] },
      deskFrom: (desk, except) =>
        deskFor(tools, { state, facts }, { desk, unitId: state.holderUnitId, except: [person, ...except] }, now),
      reason,
      clock: requestDeadline(tools, state, now),
    }),
});
