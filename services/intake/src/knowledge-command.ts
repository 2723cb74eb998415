import { commandsOn, creationsOf } from '@daqidi/service';
import type { Tools } from './tools.js';

const aggregates = ({ model }: Tools) => model.knowledge;

/** A command on an entry of the knowledge base: about no case, so nobody is in conflict with it. */
export const knowledgeCommand = commandsOn({
  aggregates,
  id: ({ entryId }: { readonly entryId: string }) => entryId,
  subject: () => ({ regionPath: [], units: [], persons: [] }),
  recused: () => [],
});

/** A command that makes one. */
export const knowledgeCreation = creationsOf({ aggregates, kind: 'knowledge' });
