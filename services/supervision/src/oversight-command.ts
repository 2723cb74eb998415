import { commandsOn } from '@daqidi/service';
import type { OversightEvent, OversightFacts, OversightState } from './domain/oversight.js';
import { recusedInOversight, subjectOfOversight } from './subject.js';
import type { Tools } from './tools.js';

/** A command on the oversight of a case. */
export const oversightCommand = commandsOn<Tools, OversightState, OversightFacts, OversightEvent, { readonly appealId: string }>({
  aggregates: ({ model }) => model.oversights,
  id: ({ appealId }) => appealId,
  subject: subjectOfOversight,
  recused: recusedInOversight,
});
