import { partiesIn } from '@daqidi/kernel';
import { commandsOn, creationsOf } from '@daqidi/service';
import { accessOf } from './domain/access.js';
import type { Tools } from './tools.js';

const aggregates = ({ model }: Tools) => model.appeals;

/** A command on an appeal. */
export const appealCommand = commandsOn({
  aggregates,
  id: ({ appealId }: { readonly appealId: string }) => appealId,
  ...partiesIn(accessOf),
});

/** A command that makes one. */
export const appealCreation = creationsOf({ aggregates, kind: 'appeal' });
