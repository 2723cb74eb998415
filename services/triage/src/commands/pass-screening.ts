import { type Caller, commandCall } from '@daqidi/service';
import { pass, screeningRoles } from '../domain/screen.js';
import type { PassScreeningInput } from '../generated/schema.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { reviewDeadline } from './review-deadline.js';
import { reviewerOf, roleOf } from './reviewer.js';

export const passScreening = (tools: Tools, caller: Caller, input: PassScreeningInput) => {
  const call = commandCall<TriageDocument>(caller, input, (document) =>
    reviewerOf(tools, caller, document, screeningRoles(document.state)),
  );
  const clock = reviewDeadline(tools.directory, 'ASSESSING', tools.clock.now());
  return tools.cases.execute(input.appealId, call, ({ state }, actor) =>
    pass(state, roleOf(tools, actor), input.appealId, clock),
  );
};
