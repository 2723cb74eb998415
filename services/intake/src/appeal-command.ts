import { commandsOn, creationsOf } from '@daqidi/service';
import type { AppealEvent, AppealFacts, AppealState } from './domain/appeal.js';
import { recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

const aggregates = ({ model }: Tools) => model.appeals;

/** A command on an appeal. */
export const appealCommand = commandsOn<Tools, AppealState, AppealFacts, AppealEvent, { readonly appealId: string }>({
  aggregates,
  id: ({ appealId }) => appealId,
  subject: subjectOf,
  recused: recusedIn,
});

/** A command that makes one. */
export const appealCreation = creationsOf<Tools, AppealState, AppealFacts, AppealEvent>({ aggregates, kind: 'appeal' });
